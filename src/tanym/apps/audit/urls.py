"""Addresses of the log: pages by language, and the lasting ones that witnesses and credentials keep."""

from django.urls import path

from tanym.apps.audit import machines, views

app_name = "audit"
urlpatterns = [
    path("", views.log, name="log"),
    path("entries/<int:number>/", views.entry, name="entry"),
    path("entries/<int:number>/<uuid:known>/", views.entry, name="known-entry"),
]

lasting = [
    path("log/checkpoint", machines.checkpoint, name="log-checkpoint"),
    path("log/key", machines.key, name="log-key"),
    path("log/tile/entries/<path:place>", machines.bundle, name="log-bundle"),
    path("log/tile/<path:place>", machines.tile, name="log-tile"),
    path("log/proof/inclusion", machines.inclusion, name="log-inclusion"),
    path("log/proof/consistency", machines.consistency, name="log-consistency"),
    path("log/entries/<int:number>.json", machines.entry, name="log-entry"),
    path("log/entries/<int:number>/<uuid:known>", machines.known_entry, name="log-known-entry"),
]
