"""Addresses of claims: by code for whoever waits for a document, and those of the registrar."""

from django.urls import path

from tanym.apps.claims.views import followed, taking

app_name = "claims"

urlpatterns = [
    path("", taking.start, name="start"),
    path("code/<str:code>/", taking.code, name="code"),
    path("code/<str:code>/not-mine/", taking.not_mine, name="not-mine"),
    path("document/", taking.document, name="document"),
    path("document/certificate.pdf", taking.certificate, name="certificate"),
    path("document/credential.json", taking.signed_file, name="file"),
    path("document/keep/", taking.keep, name="keep"),
    path("document/account/", taking.account, name="account"),
    path("issued/", followed.followed, name="followed"),
    path("issued/send/", followed.send, name="send"),
    path("issued/codes.pdf", followed.codes, name="codes"),
    path("issued/<uuid:public_id>/", followed.claim, name="claim"),
]

lasting = [path("k/<str:code>", taking.short, name="claim-code")]
"""Addresses without a language that papers and messages keep."""
