"""Registers the room with Django."""

from django.apps import AppConfig


class WalletsConfig(AppConfig):
    """The room `wallets`."""

    name = "tanym.apps.wallets"
    label = "wallets"
