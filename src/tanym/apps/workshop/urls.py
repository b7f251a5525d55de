"""Addresses of the workshop."""

from django.urls import path

from tanym.apps.workshop.views import acts, drafts, entry, procedures, transfer, versions

app_name = "workshop"
urlpatterns = [
    path("", drafts.drafts, name="drafts"),
    path("new/", drafts.open_draft, name="open"),
    path("letters/", versions.subscribe, name="subscribe"),
    path("drafts/<uuid:public_id>/", drafts.draft, name="draft"),
    path("drafts/<uuid:public_id>/simulate/", acts.simulate, name="simulate"),
    path("drafts/<uuid:public_id>/submit/", acts.submit, name="submit"),
    path("drafts/<uuid:public_id>/approve/", acts.approve, name="approve"),
    path("drafts/<uuid:public_id>/withdraw/", acts.withdraw, name="withdraw"),
    path("drafts/<uuid:public_id>/carry-over/", acts.carry_over, name="carry-over"),
    path("drafts/<uuid:public_id>/export/<slug:form>/", transfer.export, name="export"),
    path("drafts/<uuid:public_id>/import/", transfer.bring_in, name="import"),
    path("drafts/<uuid:public_id>/add/<slug:kind>/", entry.add, name="add"),
    path("drafts/<uuid:public_id>/procedure/<str:file>/", procedures.procedure, name="procedure"),
    path("drafts/<uuid:public_id>/entry/<str:key>/", entry.entry, name="entry"),
    path("drafts/<uuid:public_id>/entry/<str:key>/check/", entry.check, name="check"),
    path("versions/<slug:digest>/", versions.version, name="version"),
]
