"""Addresses of organisations and their people."""

app_name = "organisations"
urlpatterns: list[object] = []
