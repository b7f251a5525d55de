"""Addresses of frameworks, professions and standards."""

app_name = "standards"
urlpatterns: list[object] = []
