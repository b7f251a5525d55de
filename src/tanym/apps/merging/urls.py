"""Addresses of bringing two accounts together."""

from django.urls import path

from tanym.apps.merging import views

app_name = "merging"
urlpatterns = [
    path("", views.start, name="start"),
    path("confirm/", views.confirm, name="confirm"),
    path("twins/", views.worklist, name="worklist"),
    path("twins/letters/", views.tell, name="tell"),
]
