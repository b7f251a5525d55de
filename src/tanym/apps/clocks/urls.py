"""Addresses of the terms of every procedure."""

from django.urls import path

from tanym.apps.clocks import views

app_name = "clocks"
urlpatterns = [
    path("", views.overview, name="list"),
    path("<str:prefix>/<uuid:public_id>/<slug:clock>/extend/", views.extend, name="extend"),
]
