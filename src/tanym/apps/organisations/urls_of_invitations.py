"""Addresses of invitations: where somebody comes who has a link."""

from django.urls import path

from tanym.apps.organisations.views import arriving

app_name = "invitations"
urlpatterns = [
    path("accepted/", arriving.accepted, name="accepted"),
    path("<str:secret>/", arriving.accept, name="accept"),
]
