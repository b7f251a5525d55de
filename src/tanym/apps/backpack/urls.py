"""Addresses of the room `backpack`."""

from django.urls import URLPattern

app_name = "backpack"

urlpatterns: list[URLPattern] = []

lasting: list[URLPattern] = []
"""Addresses without a language that programs and papers keep."""
