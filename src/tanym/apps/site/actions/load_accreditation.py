"""Bring applications of organisations of the sample country in: one waiting for a paper, one suspended and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tanym.adapters.pdf import Letter, Paragraph, letter_pdf
from tanym.apps.accounts.queries import person
from tanym.apps.accreditation.actions.add_paper import add_paper
from tanym.apps.accreditation.actions.apply import apply
from tanym.apps.accreditation.actions.ask_for_papers import ask_for_papers
from tanym.apps.accreditation.actions.begin import begin
from tanym.apps.accreditation.actions.fill_in import fill_in
from tanym.apps.accreditation.actions.oversee import oversee
from tanym.apps.accreditation.actions.propose_measure import propose_measure
from tanym.apps.accreditation.actions.take_step import take_step
from tanym.apps.accreditation.handling import of
from tanym.apps.accreditation.models import Application
from tanym.apps.accreditation.queries import standing_entries
from tanym.apps.organisations.queries import organisation
from tanym.apps.registers.models import Entry
from tanym.apps.site.queries import moment, read
from tanym.core.kernel.localized import choose

Content = Mapping[str, Any]


def load_accreditation() -> None:
    """Write what the sample file says, through the same actions as the pages do."""
    content = read("accreditation.toml")
    for one in content["measure"]:
        _measures(one)
    for one in content["case"]:
        oversee(actor=None, at=timezone.now(), entry=_entry(one))
    for one in content["application"]:
        _application(one)


def _measures(one: Content) -> None:
    made = oversee(actor=None, at=moment(one["opened_on"]), entry=_entry(one))
    assert made is not None
    for act in one["act"]:
        propose_measure(
            actor=person(act["proposed_by"]),
            at=moment(act["on"]),
            application=made,
            step=act["propose"],
            reasons=act["reasons"],
            learners=act["learners"],
            text=act["text"],
        )
        take_step(
            actor=person(act["decided_by"]),
            at=moment(act["on"], 15),
            application=made,
            step=act["confirm"],
        )
        made = Application.objects.get(pk=made.pk)


def _application(one: Content) -> None:
    now = timezone.now()
    begun, sent, asked = (now - timedelta(days=one[name]) for name in ("begun", "sent", "asked"))
    actor, body = person(one["by"]), organisation(one["organisation"])
    made = begin(actor=actor, at=begun, organisation=body, procedure=one["procedure"])
    fill_in(actor=actor, at=begun, application=made, answers=one["answers"], scope=one["scope"])
    for name, document in of(made).procedure.documents.items():
        title = choose(document.words, "ru")[0]
        add_paper(
            actor=actor,
            at=begun,
            application=made,
            document=name,
            upload=_paper(title, choose(body.names, "ru")[0], begun),
        )
    apply(actor=actor, at=sent, application=made)
    ask_for_papers(actor=person(one["keeper"]), at=asked, application=made, missing=one["missing"])


def _paper(title: str, sender: str, at: datetime) -> SimpleUploadedFile:
    """A page that says that it is an example."""
    made = letter_pdf(
        Letter(
            language="ru",
            sender=(sender,),
            heading=title,
            parts=(Paragraph("Образец документа условной страны; всё вымышлено."),),
            made_at=at.astimezone(UTC),
        )
    )
    return SimpleUploadedFile(f"{title}.pdf", made, content_type="application/pdf")


def _entry(one: Content) -> Entry:
    found = standing_entries(organisation(one["organisation"]), timezone.localdate())
    return next(stood.entry for stood in found if stood.entry.register == one["register"])
