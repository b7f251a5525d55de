"""Addresses of rehearsals: the room's own pages, and the one under which invented people are played."""

from django.urls import path

from tanym.apps.rehearsal.views import acting, issuer, pages

app_name = "rehearsal"
urlpatterns = [
    path("", pages.list_, name="list"),
    path("new/", pages.begin, name="begin"),
    path("<uuid:public_id>/", pages.page, name="page"),
    path("<uuid:public_id>/as/", pages.switch, name="switch"),
    path("<uuid:public_id>/days/", pages.move_on, name="move-on"),
    path("<uuid:public_id>/questions/<uuid:question>/", issuer.answer, name="answer"),
    path("<uuid:public_id>/end/", pages.end, name="end"),
]

lasting = [
    path(
        "rehearsals/<uuid:public_id>/as/<int:place>/<str:language>/<path:inner>",
        acting.act,
        name="rehearsal-act",
    ),
]
