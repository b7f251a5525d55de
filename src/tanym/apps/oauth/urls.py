"""Addresses of the room `oauth`."""

from django.urls import URLPattern

app_name = "oauth"

urlpatterns: list[URLPattern] = []

lasting: list[URLPattern] = []
"""Addresses without a language that programs and papers keep."""
