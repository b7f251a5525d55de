"""Addresses of the journal and its log."""

app_name = "audit"
urlpatterns: list[object] = []
