"""Addresses of designs."""

from django.urls import path

from tanym.apps.qualifications import machines
from tanym.apps.qualifications.views import (
    committee,
    designs,
    life,
    linking,
    reading,
    review,
    rubric,
    waivers,
)

app_name = "qualifications"
urlpatterns = [
    path("", designs.mine, name="mine"),
    path("new/", designs.draft, name="draft"),
    path("disciplines/<slug:organisation>/<slug:code>/levels/", rubric.rubric, name="rubric"),
    path("review/", review.queue, name="queue"),
    path("review/<uuid:public_id>/", review.review, name="review"),
    path("review/<uuid:public_id>/take/", review.take, name="take"),
    path("review/<uuid:public_id>/sheets/<int:round>/<int:place>/", committee.sheet, name="sheet"),
    path("committee/", committee.overview, name="committee"),
    path("committee/<uuid:public_id>/", committee.sitting, name="sitting"),
    path("conditions/<uuid:public_id>/", life.answer, name="condition"),
    path("re-reviews/<uuid:public_id>/", life.decide, name="re-review"),
    path("<uuid:public_id>/", designs.design, name="design"),
    path("<uuid:public_id>/submit/", designs.submit, name="submit"),
    path("<uuid:public_id>/withdraw/", designs.withdraw, name="withdraw"),
    path("<uuid:public_id>/retire/", designs.retire, name="retire"),
    path("<uuid:public_id>/offer/", life.offer, name="offer"),
    path("<uuid:public_id>/re-review/", life.begin, name="begin-re-review"),
    path("<uuid:public_id>/difference/", reading.difference, name="difference"),
    path("<uuid:public_id>/new-version/", designs.begin_version, name="begin-version"),
    path("<uuid:public_id>/standards/", linking.link, name="link"),
    path("<uuid:public_id>/report/", reading.report, name="report"),
    path("<uuid:public_id>/report.json", reading.report_bytes, name="report-bytes"),
    path("<uuid:public_id>/design.json", reading.document, name="document"),
    path("<uuid:public_id>/waivers/<slug:rule>/", waivers.waiver, name="waiver"),
    path("<uuid:public_id>/<slug:name>/", designs.step, name="step"),
    path("<uuid:public_id>/<slug:name>/findings/", designs.findings, name="findings"),
]

lasting = [path("api/v1/entitled", machines.entitled, name="api-entitled")]
