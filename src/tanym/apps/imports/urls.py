"""Addresses of imports."""

from django.urls import path

from tanym.apps.imports.views import arrivals, lists

app_name = "imports"
urlpatterns = [
    path("", lists.kinds, name="kinds"),
    path("here/", arrivals.here, name="here"),
    path("here/reminders.csv", arrivals.reminders, name="reminders"),
    path("here/sheets/", arrivals.sheets, name="sheets"),
    path("lists/<uuid:public_id>/", lists.batch, name="batch"),
    path("lists/<uuid:public_id>/confirm/", lists.confirm, name="confirm"),
    path("lists/<uuid:public_id>/discard/", lists.discard, name="discard"),
    path("lists/<uuid:public_id>/faults.csv", lists.faults_csv, name="faults"),
    path("<slug:kind>/", lists.upload, name="upload"),
    path("<slug:kind>/template.xlsx", lists.template_xlsx, name="template-xlsx"),
    path("<slug:kind>/template.csv", lists.template_csv, name="template-csv"),
]
