"""Addresses of the keeper's desk and of subscriptions, under those of the registers."""

from django.urls import path

from tanym.apps.registers import deciding, desk, subscribing

urlpatterns = [
    path("desk/", desk.overview, name="desk"),
    path("desk/entries/<uuid:public_id>/", desk.entry, name="desk-entry"),
    path("desk/entries/<uuid:public_id>/<slug:act>/", desk.act, name="desk-act"),
    path("desk/proposals/<uuid:public_id>/", deciding.proposal, name="proposal"),
    path("desk/proposals/<uuid:public_id>/confirm/", deciding.confirm, name="confirm"),
    path("desk/proposals/<uuid:public_id>/decline/", deciding.decline, name="decline"),
    path("desk/proposals/<uuid:public_id>/take-back/", deciding.take_back, name="take-back"),
    path(
        "desk/proposals/<uuid:public_id>/documents/<int:number>/", deciding.document, name="proposal-document"
    ),
    path("desk/<slug:register>/", desk.register, name="desk-register"),
    path("desk/<slug:register>/enter/", desk.enter, name="desk-enter"),
    path("subscriptions/", subscribing.subscriptions, name="subscriptions"),
    path("subscriptions/<uuid:public_id>/", subscribing.subscription, name="subscription"),
    path("subscriptions/<uuid:public_id>/prove/", subscribing.prove, name="prove"),
    path("subscriptions/<uuid:public_id>/secret/", subscribing.renew_secret, name="renew-secret"),
    path("subscriptions/<uuid:public_id>/end/", subscribing.unsubscribe, name="unsubscribe"),
    path(
        "subscriptions/<uuid:public_id>/messages/<int:number>/again/", subscribing.redeliver, name="redeliver"
    ),
]
