"""Makes awards that wait for their credentials: one micro-qualification, as many people as are asked for."""

from __future__ import annotations

import os
import tomllib
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

AT = datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("Asia/Almaty"))
DESIGN = "src/tanym/apps/site/sample/micro-qualifications/data-analysis-decisions.toml"
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
    """So many people of the sample country's university get the same award, each with a name of their own."""
    from dataclasses import replace

    from django.contrib.auth.hashers import make_password
    from django.db import transaction

    from tanym.apps.accounts.models import Person
    from tanym.apps.accounts.queries import holder, person
    from tanym.apps.learning.conclusions import achievement_address, surroundings
    from tanym.apps.organisations.queries import organisation
    from tanym.apps.qualifications.actions.confer import confer
    from tanym.apps.qualifications.models import MicroQualification, Version
    from tanym.apps.site.actions.load_country import load_country
    from tanym.core.credentials.completion import Found, completed
    from tanym.core.credentials.record import Grade, Holder, HolderName
    from tanym.core.credentials.record_document import to_json
    from tanym.core.kernel.canonical import digest
    from tanym.core.qualifications.design import document, parse

    load_country()
    design = parse(tomllib.loads(Path(DESIGN).read_text(encoding="utf-8")))
    dana, zhanar, body = person("dana"), person("zhanar"), organisation("kokzhar")
    version = Version.objects.create(
        micro_qualification=MicroQualification.objects.create(
            code="data-analysis", owner=body, created_by=dana, created_at=AT
        ),
        content=document(design),
        digest=digest(document(design)),
        stage="approved",
        titles=dict(design.titles),
        awarding_body=design.bodies.awarding or "",
        sector=design.sector or "",
        edited_by=dana,
        edited_at=AT,
        published_on=date(2026, 6, 1),
    )
    results = {
        (one.id, cell.outcome): Found(82, "supervised-with-id", AT.date())
        for one in design.assessments
        for cell in one.covers
    }
    base = completed(
        design,
        results,
        holder=Holder(HolderName("Айгүл Сейітова", "Айгуль Сеитова", "SEIITOVA AIGUL")),
        grade=Grade(82, "B", "3.0"),
        around=surroundings(design),
        version="1",
        achievement_id=achievement_address(version),
        awarded_at=AT,
    )
    password = make_password(None)
    for start in range(0, count, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, count))
        with transaction.atomic():
            people = Person.objects.bulk_create(
                Person(
                    username=f"learner{number}",
                    email=f"learner{number}@people.example",
                    password=password,
                    name_kk=f"Айгүл {number}",
                    name_ru=f"Айгуль {number}",
                    name_passport=f"SEIITOVA AIGUL{number}",
                )
                for number in numbers
            )
            for number, one in zip(numbers, people, strict=True):
                share = 60 + number % 41
                outcomes = tuple(replace(each, percent=share) for each in base.outcomes)
                record = replace(base, holder=holder(one), outcomes=outcomes, grade=Grade(share, "B", "3.0"))
                confer(
                    actor=zhanar,
                    at=AT,
                    person=one,
                    awarding_body=body,
                    source=f"bench.award:{number}",
                    record=to_json(record),
                    version=version,
                )
