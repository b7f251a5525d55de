"""Addresses of one's own data, and of the office that answers consents taken back."""

from django.urls import path

from tanym.apps.privacy import views

app_name = "privacy"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("seen/", views.who_saw, name="seen"),
    path("export/", views.export, name="export"),
    path("export/<uuid:public_id>/my-data.zip", views.fetch_export, name="fetch"),
    path("erase/", views.erase_own, name="erase"),
    path("close/", views.close, name="close"),
    path("advice/", views.advice, name="advice"),
    path("consents/<uuid:public_id>/", views.consent, name="consent"),
    path("consents/<uuid:public_id>/take-back/", views.take_back_consent, name="take-back"),
    path("answers/", views.answers, name="answers"),
    path("answers/<uuid:public_id>/", views.answer_one, name="answer"),
]
