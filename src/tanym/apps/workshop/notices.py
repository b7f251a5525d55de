"""Letters of the workshop: to those who may approve, and to whoever asked to hear of changes."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import day, say
from tanym.apps.letters.actions.send import send
from tanym.apps.letters.addresses import page_address
from tanym.apps.organisations.queries import members
from tanym.apps.workshop.drafting import subject_of
from tanym.apps.workshop.models import PackDraft
from tanym.apps.workshop.permissions import TABLE
from tanym.apps.workshop.queries import draft_pack, subscribers
from tanym.core.kernel.localized import LANGUAGES, choose


def ask_approvers(draft: PackDraft, *, at: datetime) -> None:
    """Tell everybody who may approve the draft and did not write in it."""
    on = timezone.localdate(at)
    wrote = set(draft.authors.values_list("person_id", flat=True)) | {draft.submitted_by_id}
    found: dict[int, Person] = {}
    for role in sorted(TABLE["approve"]):
        for one in members(draft.owner, role, on):
            if one.person_id not in wrote:
                found[one.person_id] = one.person
    address = page_address("workshop:draft", draft.public_id)
    for person in found.values():
        _send(draft, person, "letter.draft-to-approve", at, address)


def tell_subscribers(draft: PackDraft, *, at: datetime) -> None:
    """Tell subscribers, and the authors, that a new version will hold."""
    address = page_address("workshop:version", draft.digest)
    told = {one.pk: one for one in subscribers(draft.pack)}
    told |= {one.person_id: one.person for one in draft.authors.select_related("person")}
    for person in told.values():
        _send(draft, person, "letter.rules-changed", at, address)


def _send(draft: PackDraft, to: Person, code: str, at: datetime, address: str) -> None:
    words = draft_pack(draft).words
    subject, body = {}, {}
    for language in LANGUAGES:
        places = {
            "pack": choose(words, language)[0] or draft.pack,
            "title": choose(draft.titles, language)[0],
            "since": day(draft.since, language) if draft.since else "",
        }
        subject[language] = say(f"{code}-subject", language, **places)
        body[language] = say(code, language, **places)
    send(to=to, at=at, about=subject_of(draft), subject=subject, body=body, address=address)
