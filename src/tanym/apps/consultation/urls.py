"""Addresses of consultations."""

from django.urls import path

from tanym.apps.consultation.views import beside, desk, meeting, papers, public, seminar, writing

app_name = "consultation"
urlpatterns = [
    path("", public.listing, name="list"),
    path("register/", writing.register, name="register"),
    path("of/<uuid:draft>/", public.of_draft, name="of-draft"),
    path("open/<uuid:draft>/", desk.open_draft, name="open"),
    path("contributions/<uuid:public_id>/", public.contribution, name="contribution"),
    path("contributions/<uuid:public_id>/moderate/", desk.moderate, name="moderate"),
    path("recommendations/<uuid:public_id>/", public.recommendation, name="recommendation"),
    path("meetings/<uuid:public_id>/", meeting.meeting, name="meeting"),
    path("meetings/<uuid:public_id>/documents/", meeting.document, name="add-document"),
    path("meetings/<uuid:public_id>/minutes/", meeting.minutes, name="minutes"),
    path("meetings/<uuid:public_id>/said/", meeting.spoken, name="spoken"),
    path("meetings/<uuid:public_id>/groups/", seminar.group, name="form-group"),
    path("documents/<uuid:public_id>/", meeting.file, name="document"),
    path("groups/<uuid:public_id>/proposals/", seminar.propose, name="propose"),
    path("proposals/<uuid:public_id>/", seminar.settle, name="settle"),
    path("<uuid:public_id>/", public.page, name="page"),
    path("<uuid:public_id>/whole/", public.whole, name="whole"),
    path("<uuid:public_id>/whole/comment/", writing.comment_whole, name="comment-whole"),
    path("<uuid:public_id>/paragraphs/<str:key>/", public.paragraph, name="paragraph"),
    path("<uuid:public_id>/paragraphs/<str:key>/comment/", writing.comment, name="comment"),
    path("<uuid:public_id>/survey/", public.survey, name="survey"),
    path("<uuid:public_id>/survey/reply/", writing.reply, name="reply"),
    path("<uuid:public_id>/survey/questions/", desk.ask, name="ask"),
    path("<uuid:public_id>/beside/", beside.overview, name="beside"),
    path("<uuid:public_id>/beside/invite/", beside.invite, name="invite"),
    path("<uuid:public_id>/beside/<str:key>/", beside.beside, name="beside-paragraph"),
    path("<uuid:public_id>/beside/<str:key>/write/", beside.write, name="write-beside"),
    path("<uuid:public_id>/beside/<str:key>/note/", beside.note, name="note-beside"),
    path("<uuid:public_id>/desk/", desk.desk, name="desk"),
    path("<uuid:public_id>/answer/", desk.answer, name="answer"),
    path("<uuid:public_id>/extend/", desk.extend, name="extend"),
    path("<uuid:public_id>/close/", desk.close, name="close"),
    path("<uuid:public_id>/meetings/", meeting.convene, name="convene"),
    path("<uuid:public_id>/export.<slug:kind>", papers.export, name="export"),
]
