"""Addresses of the learner's own pages."""

from django.urls import path

from tanym.apps.records import views

app_name = "records"
urlpatterns = [
    path("", views.home, name="home"),
    path("letters/", views.letters, name="letters"),
    path("letters/<uuid:public_id>/", views.letter, name="letter"),
    path("letters/<uuid:public_id>/letter.pdf", views.letter_pdf, name="letter-pdf"),
    path("shares/", views.shares, name="shares"),
]
