"""Registers the room with Django."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PolicyConfig(AppConfig):
    """The room `policy`. After each migration the packs of the release are taken into the register of rules."""

    name = "tanym.apps.policy"
    label = "policy"

    def ready(self) -> None:
        """Ask to be told when the tables are there; which versions of rules came into force is for everybody."""
        from tanym.apps.accounts.holdings import join
        from tanym.apps.audit.disclosure import register as disclose
        from tanym.apps.policy.holdings import HOLDING

        join(HOLDING)
        disclose("policy.pack:", lambda act: act.action in ("policy.adopt", "policy.put-in-force"))
        post_migrate.connect(_take_over, sender=self)


def _take_over(using: str, **_: Any) -> None:
    from django.db import connections
    from django.utils import timezone

    from tanym.apps.policy.actions.adopt import adopt
    from tanym.apps.policy.models import InForce
    from tanym.apps.policy.register import distribution

    if not {"policy_inforce", "audit_act"} <= set(connections[using].introspection.table_names()):
        return  # migrated in part: the rest follows
    adopt(at=timezone.now(), packs=distribution(), origin=InForce.Origin.DISTRIBUTION)
