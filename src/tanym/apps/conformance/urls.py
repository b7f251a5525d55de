"""Addresses of the room `conformance`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

lasting: list[URLPattern] = []
"""Addresses without a language that programs and papers keep."""
