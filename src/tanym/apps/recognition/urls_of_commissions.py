"""Addresses of commissions: the room, votes, minutes and signatures (of a case and of an appeal alike), sittings, figures."""

from django.urls import URLPattern, path

from tanym.apps.recognition.views import commission, figures, minutes, signing, sittings

CASE = "cases/<uuid:public_id>/commission/"
APPEAL = "appeals/<uuid:public_id>/"
PAGES = (
    ("", commission.room, "commission"),
    ("seat/", commission.seat, "seat"),
    ("attend/<int:seat>/", commission.attend, "attend"),
    ("vote/", commission.vote, "vote"),
    ("recuse/", commission.recuse, "recuse"),
    ("minutes/", minutes.write_minutes, "write-minutes"),
    ("decide/<slug:step>/", minutes.decide, "decide"),
    ("sign/", signing.page, "sign"),
    ("sign/account/", signing.sign, "sign-minutes"),
    ("sign/national/", signing.national, "sign-nationally"),
    ("sign/scan/", signing.scan, "file-scan"),
    ("sign/text.json", signing.text, "minutes-text"),
    ("sign/minutes.pdf", signing.pdf, "minutes-pdf"),
    ("left/", signing.left, "state-left"),
    ("secretary/", signing.take_over, "take-over"),
)

urlpatterns: list[URLPattern] = [
    *(path(f"{CASE}{at}", view, {"of": "case"}, name=name) for at, view, name in PAGES),
    *(path(f"{APPEAL}{at}", view, {"of": "appeal"}, name=f"appeal-{name}") for at, view, name in PAGES),
    path("sittings/<uuid:public_id>/", sittings.sitting, name="sitting"),
    path("offices/<slug:organisation>/sittings/", sittings.index, name="sittings"),
    path("offices/<slug:organisation>/sittings/call/", sittings.call, name="call-sitting"),
    path("offices/<slug:organisation>/reasons/", sittings.reasons, name="reasons"),
    path("offices/<slug:organisation>/reasons/add/", sittings.add_reason, name="add-reason"),
    path("offices/<slug:organisation>/reasons/<uuid:reason>/end/", sittings.end_reason, name="end-reason"),
    path("offices/<slug:organisation>/consistency/", figures.consistency, name="consistency"),
    path("offices/<slug:organisation>/assessors/", figures.assessors, name="assessors"),
    path("decided/<slug:organisation>/", figures.decided, name="decided"),
]
