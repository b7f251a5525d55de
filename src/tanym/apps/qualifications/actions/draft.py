"""Begin the design of a micro-qualification."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.permissions import permit
from tanym.apps.qualifications import approval
from tanym.apps.qualifications.drafting import canonical_document, fill
from tanym.apps.qualifications.models import MicroQualification, Version
from tanym.apps.qualifications.permissions import AT_OWNER
from tanym.apps.qualifications.queries import subject_of
from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.procedures.state import to_json

LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "e",
            "zh",
            "z",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "",
            "y",
            "",
            "e",
            "yu",
            "ya",
            "a",
            "gh",
            "q",
            "ng",
            "o",
            "u",
            "u",
            "h",
            "i",
        ],
        strict=True,
    )
)


def draft(
    *, actor: Person, at: datetime, owner: Organisation, document: Mapping[str, Any], once: UUID | None = None
) -> Version:
    """The first version of a new micro-qualification of `owner`, as far as its document goes.

    The document may be incomplete, but has a title in some language. Without a code of its own it gets one from it.
    `once` is what the form was shown with: the same titles sent with it again are the same design.
    Raises `InvalidDocument`, `InvalidValue("design.not-titled")`, `Refused("design.code-taken")`, `NotPermitted`.
    """
    on = timezone.localdate(at)
    permit(AT_OWNER, "draft", actor, on, at=owner)
    design, content = canonical_document(document)
    if not any(text.strip() for text in design.titles.values()):
        raise InvalidValue("design.not-titled")
    once = once or uuid4()
    with transaction.atomic():
        Organisation.objects.select_for_update(no_key=True).get(pk=owner.pk)  # one design after the other
        begun = Version.objects.filter(public_id=once).first()
        if begun is not None:
            if begun.edited_by_id == actor.pk and begun.titles == dict(design.titles):
                return begun
            once = uuid4()
        named = _named(actor, at, owner, design.code, design.titles)
        state = approval.opened(actor, at)
        design, content = canonical_document({**content, "code": named.code})
        version = Version(
            public_id=once,
            micro_qualification=named,
            stage=state.stage,
            case=to_json(state),
            edited_by=actor,
            edited_at=at,
        )
        fill(version, design, content)
        version.save()
        journal(
            actor=actor,
            at=at,
            action="qualifications.draft",
            subject=subject_of(version),
            details={"code": named.code, "owner": owner.code, "document": version.digest},
        )
        return version


def _named(
    actor: Person, at: datetime, owner: Organisation, code: str | None, titles: Mapping[str, str]
) -> MicroQualification:
    wanted = re.sub(r"[^a-z0-9]+", "-", code.lower()).strip("-")[:60] if code else _slug(titles)
    taken = set(MicroQualification.objects.filter(code__startswith=wanted).values_list("code", flat=True))
    if code and wanted in taken:
        raise Refused("design.code-taken", code=wanted)
    free = wanted
    number = 1
    while free in taken:
        number += 1
        free = f"{wanted}-{number}"
    try:
        with transaction.atomic():
            return MicroQualification.objects.create(code=free, owner=owner, created_by=actor, created_at=at)
    except IntegrityError as taken_meanwhile:
        raise Refused("design.code-taken", code=free) from taken_meanwhile


def _slug(titles: Mapping[str, str]) -> str:
    """A code from the English title, else from another one in Latin letters."""
    title = next(
        titles[language] for language in ("en", "ru", "kk", *titles) if titles.get(language, "").strip()
    )
    latin = "".join(LATIN.get(letter, letter) for letter in title.casefold())
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "micro-qualification"
