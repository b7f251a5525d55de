"""Addresses of the room `conformance`: none, unless the test profile is on."""

from django.urls import URLPattern, path

from tanym.apps.conformance import views
from tanym.apps.conformance.profile import is_on


def addresses() -> list[URLPattern]:
    """The addresses of the profile, as it is mounted where it is on."""
    room = "conformance/"
    return [
        path(f"{room}issuers", views.issuers, name="conformance-issuers"),
        path(f"{room}status/<slug:purpose>", views.status_list, name="conformance-status"),
        path(f"{room}credentials/issue", views.issue, name="conformance-issue"),
        path(f"{room}<slug:issuer>/credentials/issue", views.issue, name="conformance-issue-as"),
        path(f"{room}credentials/verify", views.verify_credential, name="conformance-verify"),
        path(f"{room}proofs/verify", views.verify_proof, name="conformance-proofs"),
        path(f"{room}presentations/verify", views.verify_presentation, name="conformance-presentations"),
    ]


urlpatterns: list[URLPattern] = []

lasting: list[URLPattern] = addresses() if is_on() else []
"""Addresses without a language."""
