"""Addresses of identity documents: the person's own, and those of whoever looks at documents where they asked."""

from __future__ import annotations

from django.utils import timezone

from tanym.apps.accounts.actions.give_number import give_number
from tanym.apps.accounts.queries import person as find
from tanym.apps.identity.actions.ask import ask
from tanym.apps.organisations.queries import organisation
from tests.apps.site.addresses import Row, at

NUMBER = "061211600012"


def identity_documents(everybody: frozenset[str]) -> list[Row]:
    """Omar asks Sayram."""
    omar, now = find("omar"), timezone.localtime()
    give_number(actor=omar, at=now, typed=NUMBER)
    asked = ask(actor=omar, at=now, organisation=organisation("sayram"))
    its, own = {"public_id": asked.public_id}, frozenset({"omar"})
    office = at("sayram", "registrar", "officer")
    anywhere = at("", "registrar", "officer")
    reason = {"reason": "Nobody came.", "revision": asked.revision}
    return [
        Row("identity:mine", read=everybody, act=everybody, data={"organisation": "sayram"}),
        Row("identity:take-back", its, act=own),
        Row("identity:desk", read=anywhere),
        Row("identity:check", its, read=office, act=office),
        Row("identity:decline", its, act=office, data=reason),
        Row("identity:recuse", its, act=office),
        Row("identity:withdraw", its, act=office, data=reason),
    ]
