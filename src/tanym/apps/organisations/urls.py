"""Addresses of organisations and their people."""

from django.urls import path

from tanym.apps.organisations.views import people

app_name = "organisations"
urlpatterns = [
    path("mine/", people.mine, name="mine"),
    path("<slug:code>/people/", people.people, name="people"),
    path("<slug:code>/people/invite/", people.invite, name="invite"),
    path("<slug:code>/people/<uuid:public_id>/", people.person, name="person"),
    path("<slug:code>/people/<uuid:public_id>/end/", people.end, name="end-role"),
    path("<slug:code>/invitations/<uuid:public_id>/renew/", people.renew, name="renew-invitation"),
    path("<slug:code>/invitations/<uuid:public_id>/withdraw/", people.withdraw, name="withdraw-invitation"),
    path("<slug:code>/units/new/", people.new_unit, name="new-unit"),
]
