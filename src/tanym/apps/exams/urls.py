"""Addresses of the room `exams`."""

from django.urls import path

from tanym.apps.exams.views import acts, centre, public

app_name = "exams"
urlpatterns = [
    path("", public.start, name="start"),
    path("voucher/", public.voucher, name="voucher"),
    path("professions/<str:code>/", public.profession, name="profession"),
    path("offers/<uuid:public_id>/apply/", public.apply, name="apply"),
    path("centres/<slug:code>/", centre.desk, name="centre"),
    path("centres/<slug:code>/offers/", centre.publish_offer, name="publish-offer"),
    path("centres/<slug:code>/offers/<uuid:public_id>/end/", centre.end_offer, name="end-offer"),
    path("centres/<slug:code>/transfers/", centre.make_transfer, name="make-transfer"),
    path(
        "centres/<slug:code>/transfers/<uuid:public_id>.<slug:form>",
        centre.transfer_file,
        name="transfer-file",
    ),
    path(
        "centres/<slug:code>/transfers/<uuid:public_id>/numbers/",
        centre.transfer_numbers,
        name="transfer-numbers",
    ),
    path(
        "centres/<slug:code>/transfers/<uuid:public_id>/uploaded/", centre.mark_uploaded, name="mark-uploaded"
    ),
    path("centres/<slug:code>/register/<uuid:public_id>/", centre.restore, name="restore"),
    path("cases/<uuid:public_id>/admit/", acts.admit, name="admit"),
    path("cases/<uuid:public_id>/not-admit/", acts.not_admit, name="not-admit"),
    path("cases/<uuid:public_id>/sitting/", acts.plan_sitting, name="plan-sitting"),
    path("cases/<uuid:public_id>/postpone/", acts.postpone, name="postpone"),
    path("cases/<uuid:public_id>/identity/", acts.hold_sitting, name="hold-sitting"),
    path("cases/<uuid:public_id>/theory/", acts.mark_theory, name="mark-theory"),
    path("cases/<uuid:public_id>/personal/", acts.judge_personal, name="judge-personal"),
    path("cases/<uuid:public_id>/conclude/", acts.conclude, name="conclude"),
    path("cases/<uuid:public_id>/document/", acts.issue_document, name="issue-document"),
]
