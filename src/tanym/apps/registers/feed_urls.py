"""Addresses of feeds of changes and of the key of webhooks, without a language: subscribers keep them."""

from django.urls import path

from tanym.apps.registers import feeds, subscribing

urlpatterns = [
    path("webhooks/key.json", subscribing.key, name="registers-webhook-key"),
    path("changes.atom", feeds.current, name="registers-feed-all"),
    path("changes/<int:number>.atom", feeds.archive, name="registers-archive-all"),
    path("<slug:register>/changes.atom", feeds.current, name="registers-feed"),
    path("<slug:register>/changes/<int:number>.atom", feeds.archive, name="registers-archive"),
]
