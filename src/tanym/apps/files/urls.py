"""Addresses of stored files."""

from django.urls import path

from tanym.apps.files import views

app_name = "files"
urlpatterns = [path("<uuid:public_id>/", views.download, name="download")]
