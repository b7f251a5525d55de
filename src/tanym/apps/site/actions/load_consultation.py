"""Bring the consultation of the sample country to its second week, by the actions that people use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from tanym.apps.accounts.queries import person
from tanym.apps.accounts.words import say
from tanym.apps.consultation.actions.answer import answer
from tanym.apps.consultation.actions.ask import ask
from tanym.apps.consultation.actions.comment import comment
from tanym.apps.consultation.actions.convene import convene
from tanym.apps.consultation.actions.form_group import form_group
from tanym.apps.consultation.actions.moderate import moderate
from tanym.apps.consultation.actions.note_beside import note_beside
from tanym.apps.consultation.actions.open import open as open_consultation
from tanym.apps.consultation.actions.propose import propose
from tanym.apps.consultation.actions.record_minutes import record_minutes
from tanym.apps.consultation.actions.reply import reply
from tanym.apps.consultation.actions.settle import settle
from tanym.apps.consultation.actions.write_beside import write_beside
from tanym.apps.consultation.announcing import Announcement
from tanym.apps.consultation.models import Consultation, Contribution, Paragraph
from tanym.apps.organisations.queries import organisation
from tanym.apps.site.queries import moment, read
from tanym.apps.workshop.actions.edit_entry import edit_entry
from tanym.apps.workshop.actions.open_draft import open_draft
from tanym.apps.workshop.models import PackDraft
from tanym.apps.workshop.queries import base_files, entry_at
from tanym.core.consultation.adopting import How, Settled, Tally
from tanym.core.consultation.contribution import Outcome, Said, Stance
from tanym.core.consultation.stakeholders import Category
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.rules.entries import Place

Content = Mapping[str, Any]


def load_consultation() -> Consultation:
    """Draft, announce, let people speak, answer some of them; days count from today."""
    content = read("consultation.toml")
    today = timezone.localdate()
    draft = _draft(content["draft"], today)
    of = _announced(draft, content["announcement"], today)
    places = {one["id"]: _place(one).key for one in content["draft"]["change"]}
    paragraphs = {name: of.paragraphs.get(key=key) for name, key in places.items()}
    said = [_said(of, one, paragraphs, today) for one in content["said"]]
    _seminar(of, content["seminar"], paragraphs, said, today)
    entries = {name: str(draft.entries.get(key=key).public_id) for name, key in places.items()}
    for one in content["answer"]:
        _answer(of, one, entries, said, today)
    _survey(of, content["question"], today)
    _beside(content["beside"], paragraphs, today)
    return of


def _draft(content: Content, today: date) -> PackDraft:
    author, at = person(content["author"]), _moment(content, today)
    draft = open_draft(
        actor=author,
        at=at,
        owner=organisation(content["organisation"]),
        pack=content["pack"],
        titles=content["titles"],
    )
    for one in content["change"]:
        place = _place(one)
        entry = dict(entry_at(base_files(draft), place) or {})  # type: ignore[call-overload]
        entry["dated"] = [*entry["dated"][:-1], {**entry["dated"][-1], "value": one["to"]}]
        edit_entry(
            actor=author,
            at=at,
            draft=draft,
            place=place,
            content=entry,
            revision=0,
            citation=one["citation"],
            reason=one["reason"],
        )
    return draft


def _announced(draft: PackDraft, content: Content, today: date) -> Consultation:
    def usual(code: str) -> dict[str, str]:
        return {language: say(f"consultation.{code}", language) for language in LANGUAGES}

    def day(name: str) -> date:
        return today + timedelta(days=content[name])

    return open_consultation(
        actor=draft.opened_by,
        at=moment(day("opens")),
        draft=draft,
        announcement=Announcement(
            titles=content["titles"],
            summary=content["summary"],
            level=Consultation.Level.DIALOGUE,
            step=Consultation.Step.DRAFTING,
            opens_on=day("opens"),
            ends_on=day("ends"),
            answers_by=day("answers_by"),
            legal_note=usual("usual-note"),
            privacy=usual("usual-privacy"),
            road_map=((day("approval"), usual("usual-step.1")), (day("in_force"), usual("usual-step.2"))),
            target_groups=tuple(Category),
        ),
        once=uuid4(),
    )


def _said(of: Consultation, one: Content, paragraphs: Mapping[str, Paragraph], today: date) -> Contribution:
    at = _moment(one, today)
    made = comment(
        actor=person(one["who"]),
        at=at,
        consultation=of,
        paragraph=paragraphs.get(one.get("about", "")),
        said=Said(
            stance=Stance(one["stance"]),
            text=one["text"],
            category=Category(one["category"]),
            wording=one.get("wording", ""),
            organisation=one.get("organisation", ""),
        ),
        language=one["language"],
        once=uuid4(),
        anonymous=one.get("anonymous", False),
    )
    if one.get("publish"):
        made = moderate(actor=of.opened_by, at=at, contribution=made, publish=True, revision=made.revision)
    return made


def _answer(
    of: Consultation, one: Content, entries: Mapping[str, str], said: list[Contribution], today: date
) -> None:
    rows = [said[number - 1] for number in one["to"]]
    answer(
        actor=of.opened_by,
        at=_moment(one, today),
        consultation=of,
        contributions=[(row, row.revision) for row in rows],
        outcome=Outcome(one["outcome"]),
        reason=one["reason"],
        language=one["language"],
        entry=entries[one["change"]],
        once=uuid4(),
    )


def _survey(of: Consultation, content: Content, today: date) -> None:
    at = moment(of.opens_on)
    ask(
        actor=of.opened_by,
        at=at,
        consultation=of,
        words=content["words"],
        options=content["options"],
        several=False,
        open_=True,
        once=uuid4(),
    )
    for who, chosen in content["replies"].items():
        reply(actor=person(who), at=at, consultation=of, given={1: ([chosen], "")})


def _seminar(
    of: Consultation,
    content: Content,
    paragraphs: Mapping[str, Paragraph],
    said: list[Contribution],
    today: date,
) -> None:
    author, recorder = of.opened_by, person(content["recorder"])
    begins = _moment(content, today)
    over = begins + timedelta(hours=6)
    paragraph = paragraphs[content["about"]]
    seminar = convene(
        actor=author,
        at=moment(of.opens_on),
        consultation=of,
        kind="seminar",
        titles=content["titles"],
        starts_at=begins,
        place=content["place"],
        agenda=content["agenda"],
        once=uuid4(),
    )
    group = form_group(
        actor=author,
        at=begins,
        meeting=seminar,
        title=content["group"],
        recorder=recorder,
        paragraphs=[paragraph],
        once=uuid4(),
    )
    proposal = propose(
        actor=recorder,
        at=over,
        group=group,
        paragraph=paragraph,
        text=content["proposal"],
        reasons=content["reasons"],
        language=content["language"],
        once=uuid4(),
    )
    settle(
        actor=author,
        at=over,
        proposal=proposal,
        settled=Settled.ADOPTED,
        revision=proposal.revision,
        texts=content["recommendation"],
        addressee=content["addressee"],
        how=How.VOTE,
        votes=Tally(**content["votes"]),
        contributions=[said[number - 1] for number in content["takes_up"]],
    )
    record_minutes(
        actor=author,
        at=over,
        meeting=seminar,
        minutes=content["minutes"],
        attendance=content["attendance"],
        revision=seminar.revision,
    )


def _beside(content: Content, paragraphs: Mapping[str, Paragraph], today: date) -> None:
    partner, at, paragraph = (
        person(content["partner"]),
        _moment(content, today),
        paragraphs[content["about"]],
    )
    given = {name: content[name] for name in ("theirs", "theirs_language", "theirs_source")}
    write_beside(actor=partner, at=at, paragraph=paragraph, given=given, revision=0)
    note_beside(actor=partner, at=at, paragraph=paragraph, text=content["note"], once=uuid4())


def _place(change: Content) -> Place:
    return Place(change["file"], "value", change["value"])


def _moment(content: Content, today: date) -> datetime:
    return moment(today + timedelta(days=content["day"]))
