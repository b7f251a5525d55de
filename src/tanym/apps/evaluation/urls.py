"""Addresses of the evaluation of foreign learning."""

from django.urls import path

from tanym.apps.evaluation.views import acts, applying, conditions, opening, reading, taking

app_name = "evaluation"
urlpatterns = [
    path("", applying.start, name="start"),
    path("apply/", applying.apply, name="apply"),
    path("open/", opening.page, name="open"),
    path("to-italy/", taking.mine, name="to-italy"),
    path("to-italy/<uuid:public_id>/file.zip", taking.archive, name="archive"),
    path("cases/<uuid:public_id>/", reading.workbench, name="workbench"),
    path("cases/<uuid:public_id>/background/", reading.background, name="background"),
    path("cases/<uuid:public_id>/questionnaire/", acts.questionnaire, name="questionnaire"),
    path("cases/<uuid:public_id>/route/", acts.route, name="route"),
    path("cases/<uuid:public_id>/credential/", acts.credential, name="credential"),
    path("cases/<uuid:public_id>/source/", acts.source, name="source"),
    path("cases/<uuid:public_id>/check/<uuid:item>/", acts.check, name="check"),
    path("cases/<uuid:public_id>/issuer/<uuid:item>/", acts.issuer, name="issuer"),
    path("cases/<uuid:public_id>/finding/<str:part>/<slug:name>/", acts.finding, name="finding"),
    path("cases/<uuid:public_id>/difference/", acts.difference, name="difference"),
    path("cases/<uuid:public_id>/difference/<int:difference>/drop/", acts.drop, name="drop"),
    path("cases/<uuid:public_id>/hearing/", acts.hearing, name="hearing"),
    path("cases/<uuid:public_id>/proposal/", acts.proposal, name="proposal"),
    path("cases/<uuid:public_id>/conditions/<int:number>/", conditions.show, name="show-condition"),
    path("cases/<uuid:public_id>/condition/", conditions.answer, name="answer-condition"),
    path("cases/<uuid:public_id>/fraud/", acts.fraud, name="fraud"),
]
