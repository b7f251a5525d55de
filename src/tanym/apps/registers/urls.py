"""Addresses of registers: pages by language, and the lasting ones of downloads and of the programming interface."""

from django.urls import include, path

from tanym.apps.registers import api, machines, views

app_name = "registers"
urlpatterns = [
    path("", views.overview, name="list"),
    path("", include("tanym.apps.registers.desk_urls")),
    path("api/", views.interface, name="api"),
    path("organisations/<slug:code>/", views.organisation, name="organisation"),
    path("<slug:register>/", views.register, name="register"),
    path("<slug:register>/<str:id>/", views.entry, name="entry"),
    path("<slug:register>/<str:id>/documents/<uuid:document>/", views.document, name="document"),
]

ENDINGS = ("csv", "json", "jsonld")
lasting = [
    path("registers/data.jsonld", machines.data, name="registers-data"),
    path("registers/codes.jsonld", machines.codes, name="registers-codes"),
    path("registers/<slug:register>.schema.json", machines.schema, name="registers-schema"),
    path("registers/<slug:register>.csv-metadata.json", machines.table, name="registers-table"),
    *(
        path(
            f"registers/<slug:register>.{ending}",
            machines.download,
            {"ending": ending},
            name=f"registers-{ending}",
        )
        for ending in ENDINGS
    ),
    *(
        path(
            f"registers/<slug:register>.{ending}.sha256",
            machines.digest,
            {"ending": ending},
            name=f"registers-{ending}-digest",
        )
        for ending in ENDINGS
    ),
    path("api/v1/", api.index, name="api"),
    path("api/v1/openapi.json", api.openapi, name="api-description"),
    path("api/v1/registers", api.registers, name="api-registers"),
    path("api/v1/registers/<slug:register>", api.register, name="api-register"),
    path("api/v1/registers/<slug:register>/<str:id>", api.entry, name="api-entry"),
    path("api/v1/registers/<slug:register>/<str:id>/history", api.history, name="api-history"),
    path("api/v1/<path:rest>", api.unknown, name="api-unknown"),
]
