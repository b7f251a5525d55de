"""Addresses of endorsements."""

from django.urls import path

from tanym.apps.endorsements import views

app_name = "endorsements"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("of/<uuid:version>/", views.need, name="need"),
    path("<uuid:public_id>/", views.endorsement, name="endorsement"),
]
