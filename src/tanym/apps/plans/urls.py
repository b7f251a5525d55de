"""Addresses of action plans."""

from django.urls import path

from tanym.apps.plans.views import history, progress, reading, writing

app_name = "plans"
urlpatterns = [
    path("", reading.plans, name="list"),
    path("new/", writing.draft, name="draft"),
    path("history/<uuid:draft>/", history.history, name="history"),
    path("items/<uuid:public_id>/", reading.item, name="item"),
    path("items/<uuid:public_id>/edit/", writing.edit_item, name="edit-item"),
    path("items/<uuid:public_id>/remove/", writing.remove_item, name="remove-item"),
    path("items/<uuid:public_id>/report/", progress.report, name="report"),
    path("reports/<uuid:public_id>/review/", progress.review, name="review"),
    path("<uuid:public_id>/", reading.plan, name="plan"),
    path("<uuid:public_id>/edit/", writing.edit, name="edit"),
    path("<uuid:public_id>/items/new/", writing.new_item, name="new-item"),
    path("<uuid:public_id>/adopt/", writing.adopt, name="adopt"),
    path("<uuid:public_id>/plan.csv", reading.as_csv, name="csv"),
    path("<uuid:public_id>/plan.ics", reading.as_calendar, name="calendar"),
    path("<uuid:public_id>/plan.pdf", reading.as_pdf, name="pdf"),
]
