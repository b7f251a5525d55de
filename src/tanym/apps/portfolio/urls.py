"""Addresses of the room `portfolio`."""

from django.urls import URLPattern

app_name = "portfolio"
urlpatterns: list[URLPattern] = []
