"""Addresses of the room."""

from django.urls import path

from tanym.apps.simulation import views

app_name = "simulation"
urlpatterns = [
    path("<uuid:public_id>/", views.page, name="page"),
    path("<uuid:public_id>/download.csv", views.download_csv, name="csv"),
    path("<uuid:public_id>/download.json", views.download_json, name="json"),
]
