"""Addresses of the portfolio, and the lasting one of the links by which questions are answered."""

from django.urls import path

from tanym.apps.portfolio.views import answering, following, mine

app_name = "portfolio"

urlpatterns = [
    path("", mine.mine, name="mine"),
    path("add/", mine.add, name="add"),
    path("registers/", mine.claim, name="claim"),
    path("erase/", mine.erase, name="erase"),
    path("question/", answering.question, name="question"),
    path("question/answer/", answering.answer, name="answer"),
    path("question/not-mine/", answering.not_mine, name="not-mine"),
    path("questions/<uuid:public_id>/remind/", following.remind, name="remind"),
    path("questions/<uuid:public_id>/withdraw/", following.withdraw, name="withdraw"),
    path("<uuid:public_id>/", mine.item, name="item"),
    path("<uuid:public_id>/file/", mine.file, name="file"),
    path("<uuid:public_id>/change/", mine.change, name="change"),
    path("<uuid:public_id>/hide/", mine.hide, name="hide"),
    path("<uuid:public_id>/remove/", mine.remove, name="remove"),
    path("<uuid:public_id>/ask/", following.ask, name="ask"),
]

lasting = [path("q/<str:secret>", answering.link, name="question-link")]
"""Addresses without a language that mails keep."""
