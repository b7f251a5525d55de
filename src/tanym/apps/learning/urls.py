"""Addresses of learning."""

from django.urls import path

from tanym.apps.learning import views

app_name = "learning"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("to-assess/", views.to_assess, name="to-assess"),
    path("enrol/<uuid:version>/", views.enrol, name="enrol"),
    path("<uuid:public_id>/", views.enrolment, name="enrolment"),
    path("<uuid:public_id>/assess/", views.assess, name="assess"),
    path("<uuid:public_id>/conclude/", views.conclude, name="conclude"),
    path("<uuid:public_id>/retake/", views.retake, name="retake"),
]
