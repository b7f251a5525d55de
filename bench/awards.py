"""Makes awards that wait for their credentials: one micro-qualification, as many people as are asked for."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

AT = datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("Asia/Almaty"))
AT_ONCE = 1_000


def installation(folder: Path, database: str = "") -> None:
    """Settings and tables of an installation that is there for a measurement only."""
    os.environ |= {
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "tanym.config.settings",
        "TANYM_SECRET_KEY": "only-for-a-benchmark-0123456789-0123456789-0123456789",
        "TANYM_VAR": str(folder),
        "TANYM_SAMPLE": "true",
    }
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def awards(count: int) -> None:
    """So many people of the sample country's university get the same award, each with a name and results of their own.

    As conferring writes them, but many in one go: it is not what is measured.
    """
    from django.db import transaction

    from tanym.apps.accounts.queries import holder, person
    from tanym.apps.site.actions.load_country import load_country
    from tests.apps.credentials.awarded import published, record_of_completion

    load_country()
    version = published(AT)
    base = record_of_completion(version, holder(person("aigul")), AT)
    for start in range(0, count, AT_ONCE):
        with transaction.atomic():
            _conferred(version, base, range(start, min(start + AT_ONCE, count)))


def _conferred(version: Any, base: Any, numbers: Sequence[int]) -> None:
    from dataclasses import replace

    from tanym.apps.accounts.queries import holder, person
    from tanym.apps.audit.actions.record_many import record_many
    from tanym.apps.organisations.queries import organisation
    from tanym.apps.qualifications.models import Award
    from tanym.core.credentials.record_document import to_json

    body, zhanar = organisation("kokzhar"), person("zhanar")
    made = []
    for number, one in zip(numbers, _people(numbers), strict=True):
        share = 60 + number % 41
        outcomes = tuple(replace(each, percent=share) for each in base.outcomes)
        grade = replace(base.grade, percent=share)
        made.append(
            Award(
                number=f"{number // 10**6:04}-{number // 100 % 10**4:04}-{number % 100:02}",
                person=one,
                kind="micro-qualification",
                version=version,
                awarding_body=body,
                conferred_on=AT.date(),
                conferred_by=zhanar,
                source=f"bench.award:{number}",
                record=to_json(replace(base, holder=holder(one), outcomes=outcomes, grade=grade)),
            )
        )
    details = {"awarding_body": body.code, "kind": "micro-qualification"}
    record_many(
        actor=zhanar,
        at=AT,
        action="qualifications.confer",
        acts=(
            (f"qualifications.award:{one.public_id}", {"source": one.source, **details})
            for one in Award.objects.bulk_create(made)
        ),
    )


def _people(numbers: Sequence[int]) -> list[Any]:
    from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

    from tanym.apps.accounts.models import Person

    return Person.objects.bulk_create(
        Person(
            username=f"learner{number}",
            email=f"learner{number}@people.example",
            password=UNUSABLE_PASSWORD_PREFIX,
            name_kk=f"Айгүл {number}",
            name_ru=f"Айгуль {number}",
            name_passport=f"SEIITOVA AIGUL{number}",
        )
        for number in numbers
    )
