"""Addresses of documents that wait for people without an account."""

from __future__ import annotations

from django.utils import timezone

from tanym.apps.accounts.queries import person as find
from tanym.apps.claims.actions.offer import offer
from tanym.apps.claims.actions.print_codes import print_codes
from tanym.apps.qualifications.models import Award
from tests.apps.site.addresses import NOBODY, Row, at


def claims(everybody: frozenset[str]) -> list[Row]:
    """A code on paper for an award of Kokzhar: its pages are for whoever has it, the lists for registrars."""
    now, zhanar = timezone.localtime(), find("zhanar")
    award = Award.objects.filter(awarding_body__code="kokzhar", version__isnull=False).first()
    assert award is not None
    made = offer(actor=zhanar, at=now, award=award, way="paper", email="", phone="", source="a test")
    [(made, code)] = print_codes(actor=zhanar, at=now, claims=[made])
    its, given, registrars = {"public_id": made.public_id}, {"code": code}, at("", "registrar")
    own = at("kokzhar", "registrar")
    address = {"revision": made.revision, "email": "aida@people.example"}
    return [
        Row("claims:start", read=everybody, act=everybody, data=given, public=True),
        Row("claim-code", given, read=everybody, public=True),
        Row("claims:code", given, read=everybody, act=everybody, data={"said": "nobody"}, public=True),
        Row("claims:not-mine", given, act=everybody, public=True),
        Row("claims:document", read=everybody, public=True),
        Row("claims:certificate", read=NOBODY),  # whoever has answered the question in their browser
        Row("claims:file", read=NOBODY),
        Row("claims:keep", act=everybody),
        Row("claims:account", read=everybody, act=everybody, public=True),
        Row("claims:followed", read=registrars, act=registrars),
        Row("claims:send", act=registrars, data={"of": str(made.public_id)}),
        Row("claims:codes", act=registrars, data={"of": str(made.public_id)}),
        Row("claims:claim", its, read=own, act=own, data=address),
    ]
