"""Addresses of the room."""

from django.urls import URLPattern

app_name = "consultation"
urlpatterns: list[URLPattern] = []
