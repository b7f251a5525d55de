"""What the acts on drafts share: the draft under lock, its subject in the journal, an act sent twice."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.audit.queries import repeats
from tanym.apps.organisations.permissions import permit
from tanym.apps.workshop.models import DraftAuthor, PackDraft
from tanym.apps.workshop.permissions import TABLE
from tanym.core.kernel.errors import InvalidValue, Refused

LONGEST_REASON, LONGEST_CITATION = 4000, 400
"""Characters."""


def subject_of(draft: PackDraft) -> str:
    """The draft in the journal."""
    return f"workshop.draft:{draft.public_id}"


def permitted(draft: PackDraft, action: str, actor: Person, at: datetime) -> None:
    """Raise `NotPermitted` unless the actor may do this with the draft."""
    permit(TABLE, action, actor, timezone.localdate(at), at=draft.owner)


def locked(draft: PackDraft) -> PackDraft:
    """The draft as it is now, under lock: acts on one draft follow each other."""
    return (
        PackDraft.objects.select_for_update(of=("self",), no_key=True)
        .select_related("owner")
        .get(pk=draft.pk)
    )


def repeated(draft: PackDraft, *, actor: Person, act: str, revision: int | None) -> bool:
    """Whether this is the same act sent twice. Raises `Refused("changed-meanwhile")` for another outdated revision."""
    if revision is None or revision == draft.revision:
        return False
    if repeats(subject_of(draft), actor=actor, action=f"workshop.{act}"):
        return True
    raise Refused("changed-meanwhile")


def reasoned(citation: str, reason: str) -> None:
    """What every change of an entry needs: on what it rests and why, neither longer than what is kept of it.

    Raises `InvalidValue`: `draft.without-reason`, `draft.reason-too-long`, `draft.without-citation`, `cite.form`.
    """
    if not reason.strip():
        raise InvalidValue("draft.without-reason")
    if len(reason) > LONGEST_REASON:
        raise InvalidValue("draft.reason-too-long", most=LONGEST_REASON)
    if not citation.strip():
        raise InvalidValue("draft.without-citation")
    if len(citation) > LONGEST_CITATION:
        raise InvalidValue("cite.form", text=citation[:120])


def editable(draft: PackDraft) -> None:
    """Raise `Refused("draft.not-editable")` for a draft that is in force or withdrawn."""
    if not draft.editable:
        raise Refused("draft.not-editable", state=f"draft-state.{draft.state}")


def touched(draft: PackDraft, actor: Person) -> None:
    """Note the author, and take a checked draft back into drafting: what changed has to be checked again."""
    DraftAuthor.objects.get_or_create(draft=draft, person=actor)
    if draft.state == PackDraft.State.CHECKED:
        draft.state, draft.digest = PackDraft.State.DRAFTING, ""
    draft.revision += 1
    draft.save()


def journal(draft: PackDraft, act: str, *, actor: Person, at: datetime, **details: object) -> None:
    """Write an act on the draft into the journal."""
    record(
        actor=actor,
        at=at,
        action=f"workshop.{act}",
        subject=subject_of(draft),
        details={"pack": draft.pack, **details},
    )
