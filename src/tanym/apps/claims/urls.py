"""Addresses of the room `claims`."""

from django.urls import URLPattern

app_name = "claims"

urlpatterns: list[URLPattern] = []

lasting: list[URLPattern] = []
"""Addresses without a language that programs and papers keep."""
