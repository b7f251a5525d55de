"""Addresses of the terms of every procedure."""

app_name = "clocks"
urlpatterns: list[object] = []
