"""Addresses of standing recognition decisions."""

from django.urls import path

from tanym.apps.offers.views import office, public

app_name = "offers"
urlpatterns = [
    path("", public.list_, name="list"),
    path("data.json", public.data, name="data"),
    path("what-counts/", public.what_counts, name="what-counts"),
    path("what-counts/<slug:organisation>/<slug:code>/ask/", public.ask, name="ask"),
    path("office/<slug:organisation>/", office.desk, name="office"),
    path("cases/<uuid:public_id>/propose/", office.propose, name="propose"),
    path("<uuid:public_id>/", public.offer, name="offer"),
    path("<uuid:public_id>/take/", public.take, name="take"),
    path("<uuid:public_id>/in-force/", office.put_in_force, name="put-in-force"),
    path("<uuid:public_id>/end/", office.end, name="end"),
    path("<uuid:public_id>/renew/", office.renew, name="renew"),
]
