"""Addresses of the catalogue."""

from django.urls import path

from tanym.apps.catalogue import views

app_name = "catalogue"
urlpatterns = [
    path("", views.list_, name="list"),
    path("<slug:code>/", views.page, name="page"),
]
