"""The addresses of an installation whose test profile is on: the room alone."""

from tanym.apps.conformance.urls import addresses

urlpatterns = addresses()
