"""Reads transcripts of records (ELMO, EMREX) that people bring in: what they say in plain words, and that nobody signed it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from tanym.apps.accounts.words import say
from tanym.core.credentials.checks import Check, Name, confirmed, not_checked, not_confirmed
from tanym.core.credentials.convert.from_elmo import parse_elmo, read_elmo
from tanym.core.credentials.reading import Plain, Statement
from tanym.core.credentials.record import AwardRecord
from tanym.core.credentials.verification import Verification
from tanym.core.kernel.errors import TanymError
from tanym.core.kernel.localized import LANGUAGES

ELMO = "elmo"
UNMADE = (Name.DATES, Name.STATUS, Name.ISSUER, Name.ENTITLEMENT)


def verified_transcript(content: bytes) -> Verification:
    """What could be found out about an ELMO document. Never raises for what it is.

    A signature of XML is not verified here; without one nobody vouches for the file.
    """
    try:
        root = parse_elmo(content)
        records = read_elmo(root)
    except TanymError as error:
        return Verification((not_confirmed(Name.SCHEMA, error.code, **error.details),), form="xml")
    seal = root.find(".//{http://www.w3.org/2000/09/xmldsig#}Signature")
    signature = (
        not_confirmed(Name.SIGNATURE, "credential.proof-missing")
        if seal is None
        else not_checked(Name.SIGNATURE, "credential.seal-unsupported")
    )
    checks: tuple[Check, ...] = (
        confirmed(Name.SCHEMA, "credential.structure-as-expected"),
        signature,
        *(not_checked(name, "credential.not-asked") for name in UNMADE),
    )
    own = {"id": "", "type": [ELMO]}
    return Verification(checks, own, _plain(records), "xml", ELMO)


def _plain(records: tuple[AwardRecord, ...]) -> Plain:
    """One award with what it shows, or the list of several."""
    first = records[0]
    names = {"kk": first.holder.name.kk, "ru": first.holder.name.ru, "passport": first.holder.name.passport}
    one = len(records) == 1
    can = (
        tuple(Statement(outcome.text, outcome.achieved) for outcome in first.outcomes)
        if one
        else tuple(Statement(record.titles) for record in records)
    )
    grade = first.grade if one else None
    return Plain(
        names={form: name for form, name in names.items() if name},
        title=first.titles if one else _transcript(),
        about=first.summary if one else {},
        can=can,
        grade=tuple(part for part in (grade.letter, grade.points) if part) if grade else (),
        on=timezone.localdate(max(record.awarded_at for record in records)),
        issued_by=first.awarding.names,
        contacts=tuple(value for value in (first.awarding.email, first.awarding.url) if value),
        number=first.number if one else "",
        credits=first.credits / 100 if one and first.credits is not None else None,
    )


def _transcript() -> Mapping[str, str]:
    return {language: say("backpack.transcript", language) for language in LANGUAGES}
