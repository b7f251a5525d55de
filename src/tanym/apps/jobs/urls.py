"""Addresses of the room."""

from django.urls import path

from tanym.apps.jobs import views

app_name = "jobs"
urlpatterns = [
    path("<uuid:public_id>/", views.job, name="job"),
    path("<uuid:public_id>/cancel/", views.cancel, name="cancel"),
]
