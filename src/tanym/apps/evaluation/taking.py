"""The file that an Italian university or employer needs: a document of ours with its proofs, in English and Italian."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from tanym.adapters.pdf import Heading, Letter, Paragraph, Points, letter_pdf
from tanym.apps.credentials import offline
from tanym.apps.credentials.evaluation import evaluation_of, evaluation_paper
from tanym.apps.credentials.models import Credential
from tanym.apps.credentials.renditions import offered, rendered
from tanym.core.kernel.localized import choose
from tanym.rulepacks.credential_words import day_words
from tanym.rulepacks.words import core_words

LANGUAGES = ("en", "it")
"""The languages of the cover and of the sheet."""

STEPS = ("1", "2", "3", "4")
"""How to verify, step by step; each has its words under `foreign.take.step`."""

IS_NOT = ("decision", "comparability", "entitlement")
"""What the file is not; each has its words under `foreign.take.is-not`."""

FORMS = ("open-badge", "for-offline", "european-sealed", "european-unsealed")
"""The forms of the document itself that go into the file, where it is offered in them."""

COVER = {"en": "START-HERE.pdf", "it": "INIZIA-QUI.pdf"}


def archive(credential: Credential, at: datetime) -> bytes:
    """The file as ZIP: cover, sheet and papers in English and Italian, the signed document, the offline check.

    Raises `Refused("credential.rendition-of-what-stands")` for a document that was revoked or is suspended.
    """
    number, address = credential.number, f"{settings.TANYM.address}/v/{credential.number}"
    sheet = evaluation_of(credential, at)
    members: dict[str, bytes] = {COVER[one]: cover(credential, one, at) for one in LANGUAGES}
    for one in LANGUAGES:
        members[f"{number}-evaluation-{one}.pdf"] = evaluation_paper(sheet, address, one)
    members[f"{number}-certificate-en.pdf"] = rendered(credential, "certificate", "en", at)
    members[f"{number}-supplement-en.pdf"] = rendered(credential, "supplement", "en", at)
    names = {one.name: one.suffix for one in offered(credential, at)}
    for form in FORMS:
        if form in names:
            members[f"{number}{names[form]}"] = rendered(credential, form, "en", at)
    members["offline-check.html"] = offline.page(at, "en")
    return _zipped(members, at)


def cover(credential: Credential, language: str, at: datetime) -> bytes:
    """The first page: what is in the file, how to verify it, what it is not, whom to ask."""

    def say(code: str, **places: object) -> str:
        return core_words().say(f"foreign.take.{code}", language, **places)

    found = evaluation_of(credential, at)
    record = found.record
    names = record.holder.name
    title = choose(record.titles, language)[0]
    body = choose(record.awarding.names, language)[0]
    contact = ", ".join(one for one in (record.awarding.email, record.awarding.url) if one)
    letter = Letter(
        language=language,
        sender=(body,),
        heading=say("heading"),
        reference=(credential.number, day_words(timezone.localdate(at), language)),
        parts=(
            Paragraph(say("about", name=names.passport or names.ru or names.kk, title=title), strong=True),
            Paragraph(say("day", on=day_words(timezone.localdate(record.awarded_at), language), body=body)),
            Heading(say("head-inside")),
            Points(tuple(say(f"inside.{one}") for one in ("sheet", "document", "papers", "offline"))),
            Heading(say("head-verify")),
            Points(
                tuple(
                    f"{one}. {say(f'step.{one}', address=settings.TANYM.address, number=credential.number)}"
                    for one in STEPS
                )
            ),
            Heading(say("head-is-not")),
            Points(tuple(say(f"is-not.{one}") for one in IS_NOT)),
            Paragraph(say("ask", contact=contact or body)),
        ),
        made_at=at,
        foot=say("foot"),
        address=f"{settings.TANYM.address}/v/{credential.number}",
    )
    return letter_pdf(letter)


def _zipped(members: dict[str, bytes], at: datetime) -> bytes:
    day = timezone.localtime(at)
    stamp = (day.year, day.month, day.day, 0, 0, 0)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(zipfile.ZipInfo(name, stamp), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
