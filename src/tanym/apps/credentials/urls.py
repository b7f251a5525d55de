"""Addresses of documents: pages by language, and the lasting ones that papers and machines keep."""

from django.urls import path

from tanym.apps.credentials import (
    api,
    machines,
    views,
    views_of_bulk,
    views_of_evaluation,
    views_of_issuing,
    views_of_keys,
    views_of_renditions,
    views_of_states,
)

app_name = "credentials"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("verify/", views.verify, name="verify"),
    path("verify/offline.html", views.offline, name="offline"),
    path("verify/<str:number>/", views.verify_number, name="verify-number"),
    path("shared/<str:token>/", views.shared, name="shared"),
    path("verify/<str:number>/evaluation/<str:language>/", views_of_evaluation.by_number, name="evaluation"),
    path(
        "verify/<str:number>/evaluation/<str:language>.pdf",
        views_of_evaluation.paper_by_number,
        name="evaluation-pdf",
    ),
    path(
        "shared/<str:token>/evaluation/<str:language>/", views_of_evaluation.by_link, name="shared-evaluation"
    ),
    path(
        "shared/<str:token>/evaluation/<str:language>.pdf",
        views_of_evaluation.paper_by_link,
        name="shared-evaluation-pdf",
    ),
    path("issued/", views.issued, name="issued"),
    path("<uuid:public_id>/", views.document, name="document"),
    path(
        "<uuid:public_id>/certificate.pdf",
        views_of_renditions.rendition,
        {"name": "certificate"},
        "certificate",
    ),
    path(
        "<uuid:public_id>/supplement.pdf", views_of_renditions.rendition, {"name": "supplement"}, "supplement"
    ),
    path(
        "<uuid:public_id>/credential.json", views_of_renditions.rendition, {"name": "open-badge"}, "download"
    ),
    path("<uuid:public_id>/as/<slug:name>", views_of_renditions.rendition, name="rendition"),
    path("<uuid:public_id>/share/", views.share, name="share"),
    path("<uuid:public_id>/withdraw/", views.withdraw, name="withdraw"),
    path("<uuid:public_id>/number/", views.number, name="number"),
    path("<uuid:public_id>/revoke/", views.revoke, name="revoke"),
    path("<uuid:public_id>/state/", views_of_states.state, name="state"),
    path("of/<slug:code>/revoke-many/", views_of_bulk.prepare, name="bulks"),
    path("revoke-many/<uuid:public_id>/", views_of_bulk.bulk, name="bulk"),
    path("revoke-many/<uuid:public_id>/decide/", views_of_bulk.decide, name="bulk-decide"),
    path("of/<slug:code>/waiting/", views_of_issuing.waiting, name="waiting"),
    path("of/<slug:code>/keys/", views_of_keys.keys, name="keys"),
    path("keys/", views_of_keys.mine, name="my-keys"),
    path("keys/<int:pk>/", views_of_keys.key, name="key"),
    path("keys/<int:pk>/end/", views_of_keys.end, name="key-end"),
    path("keys/<int:pk>/decide/", views_of_keys.decide, name="key-decide"),
    path("keys/<int:pk>/sign-again/", views_of_keys.again, name="key-again"),
]

lasting = [
    path("api/v1/verify", api.verify_many, name="api-verify"),
    path("o/<slug:code>/did.json", machines.did_document, name="did-document"),
    path("status/<str:public_id>", machines.status_list, name="status-list"),
    path("token-status/<str:public_id>", machines.token_status_list, name="token-status-list"),
    path("c/<uuid:public_id>", machines.credential, name="credential"),
    path("m/<uuid:public_id>", machines.achievement, name="achievement"),
    path("v/<str:number>", machines.by_number, name="by-number"),
    path("s/<str:token>", machines.by_link, name="by-link"),
]
