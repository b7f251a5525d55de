"""Addresses of the room `validation`."""

from django.urls import path

from tanym.apps.validation.views import cases, cohorts, guidance, starting

app_name = "validation"

urlpatterns = [
    path("", starting.start, name="start"),
    path("aims/<path:ref>/begin/", starting.begin, name="begin"),
    path("aims/<path:ref>/", starting.aim, name="aim"),
    path("join/<str:secret>/", starting.join, name="join"),
    path("cases/<uuid:public_id>/words/", cases.words, name="words"),
    path("cases/<uuid:public_id>/methods/", cases.methods, name="methods"),
    path("cases/<uuid:public_id>/record/", cases.record, name="record"),
    path("cases/<uuid:public_id>/record/<slug:fact>/", cases.say, name="say"),
    path("cases/<uuid:public_id>/plan/", cases.plan, name="plan"),
    path("cases/<uuid:public_id>/later/", cases.later, name="later"),
    path("cases/<uuid:public_id>/decline/", cases.decline, name="decline"),
    path("cases/<uuid:public_id>/employer/", cases.tell, name="tell"),
    path("guidance/", guidance.mine, name="guidances"),
    path("guidance/ask/", guidance.ask, name="ask"),
    path("guidance/<uuid:public_id>/", guidance.guidance, name="guidance"),
    path("guidance/<uuid:public_id>/take/", guidance.take, name="take"),
    path("guidance/<uuid:public_id>/note/", guidance.note, name="note"),
    path("guidance/<uuid:public_id>/consent/", guidance.consent, name="consent"),
    path("guidance/<uuid:public_id>/end/", guidance.end, name="end"),
    path("guidance/<uuid:public_id>/talk/", guidance.talk, name="talk"),
    path("guidance/<uuid:public_id>/talk/<uuid:talk>/", guidance.answer, name="answer"),
    path("guidance/<uuid:public_id>/cases/<uuid:case>/", guidance.case, name="advised-case"),
    path("cohorts/", cohorts.cohorts, name="cohorts"),
    path("cohorts/<uuid:public_id>/", cohorts.cohort, name="cohort"),
    path("cohorts/<uuid:public_id>/close/", cohorts.close, name="close"),
]
