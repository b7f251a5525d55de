"""Addresses of mails."""

from django.urls import path

from tanym.apps.letters import views

app_name = "letters"
urlpatterns = [
    path("", views.mails, name="mails"),
    path("caught/", views.caught, name="caught"),
    path("stop/<str:token>/", views.stop, name="stop"),
]
