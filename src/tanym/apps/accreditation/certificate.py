"""The certificate of a recognised provider or an accredited centre, on paper: number, scope, interval, the way to the register."""

from __future__ import annotations

from datetime import UTC, date

from django.conf import settings

from tanym.adapters.pdf import Letter, Paragraph, Part, Table
from tanym.apps.accounts.words import day, say
from tanym.apps.accreditation.models import Application
from tanym.apps.accreditation.queries import entry_of
from tanym.apps.registers.models import Entry
from tanym.apps.registers.queries import definition, scope_of, stood
from tanym.core.kernel.errors import NotFound
from tanym.core.kernel.localized import choose


def certificate(application: Application, on: date, language: str) -> Letter:
    """The certificate as of a day, in one language. Raises `NotFound("accreditation.no-certificate")` before the decision."""
    entry = entry_of(application)
    standing = stood(entry, on) if entry else None
    if entry is None or standing is None or application.renews:
        raise NotFound("accreditation.no-certificate")
    register = definition(entry.register)
    body, office = application.organisation, application.office
    rows = [
        (say("accreditation.certificate.body", language), choose(body.names, language)[0]),
        (say("accreditation.certificate.number", language), entry.number),
        (say("accreditation.certificate.register", language), choose(register.words, language)[0]),
        *(
            (say(f"accreditation.scope.{name}", language), text)
            for name, text in scope_in_words(scope_of(standing.content), language)
        ),
        (
            say("accreditation.certificate.interval", language),
            say(
                "accreditation.certificate.from-until",
                language,
                since=day(standing.since, language) if standing.since else "—",
                until=day(standing.until, language) if standing.until else "—",
            ),
        ),
        (
            say("accreditation.certificate.status", language),
            say(
                "accreditation.certificate.status-on",
                language,
                status=say(f"register.status.{standing.status}", language),
                on=day(on, language),
            ),
        ),
    ]
    parts: list[Part] = [
        Paragraph(say(f"accreditation.certificate.says.{application.procedure}", language)),
        Table(
            (
                say("accreditation.certificate.what", language),
                say("accreditation.certificate.value", language),
            ),
            tuple(rows),
            (2, 4),
        ),
    ]
    conditions = [one for one in application.conditions.all() if one.confirmed_at is None]
    if conditions:
        parts.append(
            Table(
                (
                    say("accreditation.certificate.condition", language),
                    say("accreditation.certificate.due", language),
                ),
                tuple((one.text, day(one.due_on, language)) for one in conditions),
                (4, 2),
            )
        )
    parts.append(Paragraph(say("accreditation.certificate.ask-register", language)))
    opened = application.events.filter(step__in=["recognise", "issue-certificate"]).last()
    return Letter(
        language=language,
        sender=(choose(office.names, language)[0],),
        heading=say(f"accreditation.certificate.heading.{application.procedure}", language),
        parts=tuple(parts),
        made_at=(opened.at if opened else application.opened_at).astimezone(UTC),
        reference=(f"№ {entry.number}", day(standing.since, language) if standing.since else ""),
        foot=say("accreditation.certificate.foot", language, case=application.number),
        address=f"{settings.TANYM.address}{entry_path(entry)}",
    )


def scope_in_words(scope: object, language: str) -> list[tuple[str, str]]:
    """Activities, sectors, levels and professions in words."""
    found = []
    members = dict(scope) if isinstance(scope, dict) else {}
    for name, prefix in (
        ("activities", "accreditation.activity"),
        ("sectors", "word.sector"),
        ("levels", ""),
        ("professions", ""),
    ):
        given = members.get(name) or ()
        words = [say(f"{prefix}.{one}", language) if prefix else str(one) for one in given]
        if words:
            found.append((name, ", ".join(words)))
    return found


def entry_path(entry: Entry) -> str:
    """The path of the public page of an entry, without the language."""
    return f"/registers/{entry.register}/{entry.public_id}/"
