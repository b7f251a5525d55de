"""Addresses of the frame."""

from django.urls import path

from tanym.apps.site import views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("desk/", views.desk, name="desk"),
    path("desk/unsent/forget/", views.forget_unsent, name="forget-unsent"),
]
