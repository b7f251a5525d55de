"""Addresses of identity documents."""

from django.urls import path

from tanym.apps.identity import views

app_name = "identity"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("desk/", views.desk, name="desk"),
    path("<uuid:public_id>/", views.check, name="check"),
    path("<uuid:public_id>/take-back/", views.take_back, name="take-back"),
    path("<uuid:public_id>/decline/", views.decline, name="decline"),
    path("<uuid:public_id>/leave/", views.recuse, name="recuse"),
    path("<uuid:public_id>/withdraw/", views.withdraw, name="withdraw"),
]
