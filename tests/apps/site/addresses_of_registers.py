"""Rows of the registers: their pages, the programming interface, the keeper's desk, subscriptions."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.queries import person as find
from tanym.apps.audit.models import Act as Journalled
from tanym.apps.registers.actions.confirm import confirm
from tanym.apps.registers.actions.propose import propose
from tanym.apps.registers.models import Entry, FeedArchive, Proposal, Subscription
from tanym.apps.registers.proposing import Given
from tanym.apps.registers.queries import definitions, entries
from tanym.apps.site.actions.load_registers import load_registers
from tanym.core.registers.standing import Act, Status
from tests.apps.site.addresses import Row, at

ENDINGS = ("csv", "json", "jsonld")


def registers(everybody: frozenset[str]) -> list[Row]:
    """The rows of the room."""
    load_registers()
    standing = entries("agreements", timezone.localtime().date())
    entry = next(one.entry for one in standing if one.standing.status is Status.IN_FORCE)
    confirm(actor=find("dina"), at=timezone.localtime(), proposal=_amended(entry))
    waiting = _amended(entry)
    document = waiting.given["content"]["documents"][0]
    return [*_public(everybody, entry, document), *_desk(entry, waiting), *_subscriptions(everybody)]


def _amended(entry: Entry) -> Proposal:
    """What Arman proposes: another text, with a document."""
    now, newest = timezone.localtime(), entry.recorded.latest("number")
    return propose(
        actor=find("arman"),
        at=now,
        register=entry.register,
        act=Act.AMENDED,
        given=Given(
            since=now.date(),
            until=newest.until,
            content=newest.content,
            reason={"en": "An annex."},
            basis={"en": "Annex 1"},
            seen=entry.recorded.count(),
        ),
        once=uuid4(),
        entry=entry,
        upload=SimpleUploadedFile("annex.pdf", b"%PDF-1.7\n%%EOF\n"),
    )


def _public(everybody: frozenset[str], entry: Entry, document: str) -> list[Row]:
    FeedArchive.objects.create(
        register="", number=1, after=0, until=Journalled.objects.latest("number").number
    )
    FeedArchive.objects.create(register="agreements", number=1, after=0, until=1)
    of, its = {"register": "agreements"}, {"register": "agreements", "id": str(entry.public_id)}
    rows: list[tuple[str, dict[str, Any]]] = [
        ("registers:list", {}),
        ("registers:api", {}),
        ("registers:organisation", {"code": "kokzhar"}),
        ("registers:register", of),
        ("registers:entry", its),
        ("registers:document", {**its, "document": document}),
        ("registers-data", {}),
        ("registers-codes", {}),
        ("registers-schema", of),
        ("registers-table", of),
        *((f"registers-{ending}", of) for ending in ENDINGS),
        *((f"registers-{ending}-digest", of) for ending in ENDINGS),
        ("registers-webhook-key", {}),
        ("registers-feed-all", {}),
        ("registers-archive-all", {"number": 1}),
        ("registers-feed", of),
        ("registers-archive", {**of, "number": 1}),
        ("api", {}),
        ("api-description", {}),
        ("api-registers", {}),
        ("api-register", of),
        ("api-entry", its),
        ("api-history", its),
    ]
    return [
        *(Row(name, arguments, read=everybody, public=True) for name, arguments in rows),
        Row("api-entitled", read=everybody, asked={"body": "kokzhar"}, public=True),
        Row("api-unknown", {"rest": "nothing"}),
    ]


def _desk(entry: Entry, waiting: Proposal) -> list[Row]:
    keepers = at("national-centre", "keeper")
    anywhere = frozenset(
        name for one in definitions().values() if one.desk for name in at(one.keeper, "keeper")
    )
    of, its = {"register": "agreements"}, {"public_id": entry.public_id}
    proposed = {"public_id": waiting.public_id}
    return [
        Row("registers:desk", read=anywhere),
        Row("registers:desk-register", of, read=keepers),
        Row("registers:desk-enter", of, read=keepers, act=keepers),
        Row("registers:desk-entry", its, read=keepers),
        Row("registers:desk-act", {**its, "act": "suspended"}, read=keepers, act=keepers),
        Row("registers:proposal", proposed, read=keepers),
        Row("registers:proposal-document", {**proposed, "number": 1}, read=keepers),
        Row("registers:confirm", proposed, act=keepers),
        Row("registers:decline", proposed, act=keepers),
        Row("registers:take-back", proposed, act=frozenset({waiting.by.username}), knowing=keepers),
    ]


def _subscriptions(everybody: frozenset[str]) -> list[Row]:
    now, office = timezone.localtime(), Person.objects.filter(memberships__isnull=False)
    address = "http://127.0.0.1:9/hook"
    made = Subscription.objects.create(
        by=find("erlan"), address=address, challenge="a", state="active", created_at=now
    )
    dead = made.deliveries.create(
        message="m", act=1, register="agreements", body="{}", state="dead", next_at=now, created_at=now
    )
    its, erlan = {"public_id": made.public_id}, frozenset({"erlan"})
    return [
        Row(
            "registers:subscriptions",
            read=everybody,
            act=frozenset(office.values_list("username", flat=True)),
            data={"address": address, "organisation": "qaraghai"},
            knowing=everybody,
        ),
        Row("registers:subscription", its, read=erlan),
        Row("registers:prove", its, act=erlan),
        Row("registers:renew-secret", its, act=erlan, data={"revision": made.revision}),
        Row("registers:unsubscribe", its, act=erlan),
        Row("registers:redeliver", {**its, "number": dead.pk}, act=erlan),
    ]
