"""Addresses of the room `wallets`."""

from django.urls import URLPattern

app_name = "wallets"

urlpatterns: list[URLPattern] = []

lasting: list[URLPattern] = []
"""Addresses without a language that programs and papers keep."""
