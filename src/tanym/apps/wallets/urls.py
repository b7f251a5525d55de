"""Addresses of the room `wallets`."""

from django.urls import path

from tanym.apps.wallets import machines, views, views_of_asking

app_name = "wallets"

urlpatterns = [
    path("", views.mine, name="mine"),
    path("documents/<uuid:public_id>/", views.offer, name="offer"),
    path("offers/<uuid:public_id>/", views.offered, name="offered"),
    path("offers/<uuid:public_id>/withdraw/", views.withdraw, name="withdraw"),
    path("copies/<uuid:public_id>/take-back/", views.take_back, name="take-back"),
    path("ask/", views_of_asking.ask, name="ask"),
    path("asked/<uuid:public_id>/", views_of_asking.question, name="question"),
    path("asked/<uuid:public_id>/back/", views_of_asking.back, name="back"),
    path("asked/<uuid:public_id>/close/", views_of_asking.close, name="close"),
]

lasting = [
    path(".well-known/openid-credential-issuer", machines.issuer_metadata, name="wallets-metadata"),
    path("wallets/offer/<str:reference>", machines.offer, name="wallets-offer"),
    path("wallets/nonce", machines.nonce, name="wallets-nonce"),
    path("wallets/credential", machines.credential, name="wallets-credential"),
    path("wallets/notification", machines.notification, name="wallets-notification"),
    path("wallets/request/<str:reference>", machines.request_object, name="wallets-request"),
    path("wallets/response/<str:reference>", machines.response, name="wallets-response"),
    path("wallets/back/<uuid:public_id>", machines.back, name="wallets-back"),
]
"""Addresses without a language that programs and papers keep."""
