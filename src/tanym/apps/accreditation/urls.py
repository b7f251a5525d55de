"""Addresses of applications of organisations."""

from django.urls import path

from tanym.apps.accreditation.views import applying, deciding, reading

app_name = "accreditation"
urlpatterns = [
    path("", reading.start, name="start"),
    path("found/", applying.found, name="found"),
    path("begin/", applying.begin, name="begin"),
    path("queue/", reading.queue, name="queue"),
    path("entries/<uuid:entry>/", deciding.oversee, name="oversee"),
    path("<uuid:public_id>/", reading.application, name="application"),
    path("<uuid:public_id>/part/<slug:name>/", applying.part, name="part"),
    path("<uuid:public_id>/documents/<slug:document>/", applying.add, name="add-paper"),
    path("<uuid:public_id>/paper/<uuid:paper_id>/", reading.paper, name="paper"),
    path("<uuid:public_id>/paper/<uuid:paper_id>/remove/", applying.remove, name="remove-paper"),
    path("<uuid:public_id>/send/", applying.send, name="send"),
    path("<uuid:public_id>/case/", reading.case, name="case"),
    path("<uuid:public_id>/standing/", reading.standing, name="standing"),
    path("<uuid:public_id>/act/", deciding.act, name="act"),
    path("<uuid:public_id>/ask/", deciding.ask, name="ask"),
    path("<uuid:public_id>/assign/", deciding.assign, name="assign"),
    path("<uuid:public_id>/declare/", deciding.declare, name="declare"),
    path("<uuid:public_id>/judge/", deciding.judge, name="judge"),
    path("<uuid:public_id>/visit/", deciding.visit, name="visit"),
    path("<uuid:public_id>/prepare/", deciding.prepare, name="prepare"),
    path("<uuid:public_id>/propose/", deciding.propose, name="propose"),
    path("<uuid:public_id>/check/", deciding.check, name="check"),
    path("<uuid:public_id>/conditions/<uuid:condition>/report/", applying.report, name="report"),
    path("<uuid:public_id>/conditions/<uuid:condition>/confirm/", deciding.confirm, name="confirm"),
    path("<uuid:public_id>/certificate-<slug:language>.pdf", reading.certificate, name="certificate"),
]
