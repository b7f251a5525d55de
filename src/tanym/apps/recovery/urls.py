"""Addresses of a forgotten password."""

from django.urls import path

from tanym.apps.recovery import addressing, views

app_name = "recovery"
urlpatterns = [
    path("", views.ask, name="ask"),
    path("address/", addressing.address, name="address"),
    path("asked/", views.asked, name="asked"),
    path("colleague/<slug:code>/<uuid:public_id>/", views.help_colleague, name="help"),
    path("<str:uidb64>/<str:token>/", views.New.as_view(), name="new"),
]
