"""Addresses of the room `offers`."""

from django.urls import URLPattern

app_name = "offers"
urlpatterns: list[URLPattern] = []
