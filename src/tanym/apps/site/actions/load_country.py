"""Bring the organisations, people and programmes of the sample country into the database."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.models import Membership, Organisation
from tanym.apps.policy.actions.adopt import adopt
from tanym.apps.policy.models import InForce
from tanym.apps.qualifications.models import Discipline, Programme
from tanym.apps.registers.actions.enter import enter
from tanym.apps.registers.queries import definitions
from tanym.apps.site.queries import moment, read
from tanym.rulepacks.loader import sample_packs

FIRST_DAY = date(2025, 6, 1)


def load_country() -> None:
    """Write what the sample files say; run again, it changes nothing that is already there."""
    with transaction.atomic():
        _organisations(read("organisations.toml"))
        _people(read("people.toml"))
        _programmes(read("programmes.toml"))
        adopt(at=timezone.now(), packs=sample_packs(), origin=InForce.Origin.SAMPLE)


def _organisations(content: dict[str, Any]) -> None:
    reviews = {
        review["organisation"]: {k: v.isoformat() if isinstance(v, date) else v for k, v in review.items()}
        for review in content.get("review", [])
    }
    for row in content["organisation"]:
        Organisation.objects.get_or_create(
            code=row["code"],
            defaults={
                "type": row["type"],
                "names": row["names"],
                "country": row["country"],
                "city": row["city"],
                "website": row.get("web", ""),
                "contact": {**row.get("contact", {}), "email": row.get("email", "")},
                "quality": reviews.get(row["code"], {}),
                "legal_scheme": "kz-bin" if "bin" in row else "",
                "legal_id": row.get("bin", ""),
                "legal_names": row["names"] if "bin" in row else {},
                "parent": Organisation.objects.get(code=row["parent"]) if "parent" in row else None,
            },
        )
    for row in content["authorisation"]:
        _enter(row)


def _enter(row: dict[str, Any]) -> None:
    """An entry of a register, recorded on the day on which it began."""
    register = next(one for one in definitions().values() if row["what"] in one.authorises)
    organisation = Organisation.objects.get(code=row["organisation"])
    if organisation.register_entries.filter(register=register.id).exists():
        return
    enter(
        actor=None,
        at=moment(row["since"]),
        register=register.id,
        organisation=organisation,
        since=row["since"],
        until=row.get("until"),
        basis=row["words"],
    )


def _people(content: dict[str, Any]) -> None:
    for row in content["person"]:
        person, _new = Person.objects.get_or_create(
            username=row["username"],
            defaults={
                "email": row["email"],
                "name_kk": row["names"]["kk"],
                "name_ru": row["names"]["ru"],
                "name_passport": row["names"]["passport"],
                "language": row.get("language", "kk"),
                "birth_date": row.get("birth_date"),
                "hint": row["try"],
            },
        )
        if not person.password:
            person.set_unusable_password()
            person.save(update_fields=["password"])
        for held in row["roles"]:
            Membership.objects.get_or_create(
                person=person,
                organisation=Organisation.objects.get(code=held["organisation"]),
                role=held["role"],
                since=FIRST_DAY,
            )


def _programmes(content: dict[str, Any]) -> None:
    for row in content["programme"]:
        programme, _new = Programme.objects.get_or_create(
            organisation=Organisation.objects.get(code=row["organisation"]),
            code=row["code"],
            defaults={"titles": row["titles"], "level": row.get("nqf")},
        )
        for discipline in row["discipline"]:
            Discipline.objects.get_or_create(
                programme=programme,
                code=discipline["code"],
                defaults={
                    "titles": discipline["titles"],
                    "credits": round(discipline["credits"] * 100),
                    "outcomes": discipline["outcomes"],
                },
            )
