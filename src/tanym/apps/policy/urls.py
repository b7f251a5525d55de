"""Addresses of the rules."""

from django.urls import path

from tanym.apps.policy import views

app_name = "policy"
urlpatterns = [
    path("", views.rules, name="rules"),
    path("sets/<slug:name>/", views.pack, name="pack"),
    path("<slug:name>/", views.rule, name="rule"),
]
