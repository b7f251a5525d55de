"""Addresses of applications of organisations."""

from django.urls import path

from tanym.apps.accreditation.views import acts, reading

app_name = "accreditation"
urlpatterns = [
    path("", reading.start, name="start"),
    path("found/", acts.found, name="found"),
    path("begin/", acts.begin, name="begin"),
    path("queue/", reading.queue, name="queue"),
    path("entries/<uuid:entry>/", acts.oversee, name="oversee"),
    path("<uuid:public_id>/", reading.application, name="application"),
    path("<uuid:public_id>/part/<slug:name>/", acts.part, name="part"),
    path("<uuid:public_id>/documents/<slug:document>/", acts.add, name="add-paper"),
    path("<uuid:public_id>/paper/<uuid:paper_id>/", reading.paper, name="paper"),
    path("<uuid:public_id>/paper/<uuid:paper_id>/remove/", acts.remove, name="remove-paper"),
    path("<uuid:public_id>/send/", acts.send, name="send"),
    path("<uuid:public_id>/case/", reading.case, name="case"),
    path("<uuid:public_id>/standing/", reading.standing, name="standing"),
    path("<uuid:public_id>/act/", acts.act, name="act"),
    path("<uuid:public_id>/ask/", acts.ask, name="ask"),
    path("<uuid:public_id>/assign/", acts.assign, name="assign"),
    path("<uuid:public_id>/declare/", acts.declare, name="declare"),
    path("<uuid:public_id>/judge/", acts.judge, name="judge"),
    path("<uuid:public_id>/visit/", acts.visit, name="visit"),
    path("<uuid:public_id>/prepare/", acts.prepare, name="prepare"),
    path("<uuid:public_id>/propose/", acts.propose, name="propose"),
    path("<uuid:public_id>/check/", acts.check, name="check"),
    path("<uuid:public_id>/conditions/<uuid:condition>/report/", acts.report, name="report"),
    path("<uuid:public_id>/conditions/<uuid:condition>/confirm/", acts.confirm, name="confirm"),
    path("<uuid:public_id>/certificate-<slug:language>.pdf", reading.certificate, name="certificate"),
]
