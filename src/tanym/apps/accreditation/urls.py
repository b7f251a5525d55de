"""Addresses of applications of organisations."""

app_name = "accreditation"
urlpatterns: list[object] = []
