"""Addresses of programs: pages by language, and the lasting ones of the protocol."""

from django.urls import path

from tanym.apps.oauth import machines, views

app_name = "oauth"

urlpatterns = [
    path("", views.mine, name="mine"),
    path("allow/", views.allow, name="allow"),
    path("<uuid:public_id>/take-back/", views.take_back, name="take-back"),
]

lasting = [
    path(".well-known/oauth-authorization-server", machines.describe, name="oauth-metadata"),
    path("oauth/register", machines.register, name="oauth-register"),
    path("oauth/authorize", machines.authorise, name="oauth-authorise"),
    path("oauth/push", machines.push, name="oauth-push"),
    path("oauth/token", machines.token, name="oauth-token"),
    path("oauth/revoke", machines.revoke, name="oauth-revoke"),
]
"""Addresses without a language that programs and papers keep."""
