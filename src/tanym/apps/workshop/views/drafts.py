"""The list of drafts, one draft, a procedure of it, and opening a draft."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from tanym.apps.organisations.queries import memberships
from tanym.apps.policy.models import InForce
from tanym.apps.policy.queries import pack_of
from tanym.apps.simulation.queries import of_pack
from tanym.apps.workshop.actions.open_draft import open_draft as open_pack_draft
from tanym.apps.workshop.citing import cited
from tanym.apps.workshop.desk import Desk, desk_of, fault_words
from tanym.apps.workshop.file_words import file_title, procedure_words, standing
from tanym.apps.workshop.forms.acts import OpenForm
from tanym.apps.workshop.forms.members import ADDED, IN_PROCEDURES
from tanym.apps.workshop.models import PackDraft
from tanym.apps.workshop.permissions import TABLE
from tanym.apps.workshop.queries import NATION, draft_of, known_packs, subscribed, visible
from tanym.apps.workshop.reading import law_of
from tanym.core.kernel.errors import NotPermitted
from tanym.core.kernel.localized import choose
from tanym.core.rules.entries import Place

MOST_TROUBLED = 12
"""Entries with remarks that the card of the checker leads to; the rest are met on the way."""

FEW_LINES = 20
"""A set of rules with no more entries than this is shown unfolded."""

OPEN_STATES = (PackDraft.State.DRAFTING, PackDraft.State.CONSULTING, PackDraft.State.CHECKED)


@require_GET
def drafts(request: HttpRequest) -> HttpResponse:
    """Every draft that this reader may see, and the packs with their history."""
    today, language = timezone.localdate(), get_language() or "kk"
    found, known = list(visible(request.user, today)), known_packs()
    return render(
        request,
        "workshop/drafts.html",
        {
            "open": [_row(one, known, language) for one in found if one.state in OPEN_STATES],
            "ended": [_row(one, known, language) for one in found if one.state not in OPEN_STATES],
            "packs": _packs(known, language),
            "to_approve": _to_approve(request, found),
            "may_open": bool(_owners(request)),
            "subscribed": subscribed(request.user),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def open_draft(request: HttpRequest) -> HttpResponse:
    """Open a draft on what is in force."""
    owners = _owners(request)
    if not owners:
        raise NotPermitted("not-permitted", action="open_draft")
    offered = _offered(owners, get_language() or "kk")
    form = OpenForm(
        request.POST or None,
        offered=[(key, title) for key, (title, _owner) in offered.items()],
        pack=request.GET.get("pack", ""),
    )
    if request.method == "POST" and form.is_valid():
        pack = form.cleaned_data["pack"]
        made = open_pack_draft(
            actor=request.user,
            at=timezone.now(),
            owner=offered[pack][1],
            pack=pack,
            titles=form.titles(),
            wished_since=form.cleaned_data["wished_since"],
            once=form.cleaned_data["once"],
        )
        return redirect("workshop:draft", made.public_id)
    return render(request, "workshop/open.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
def draft(request: HttpRequest, public_id: Any) -> HttpResponse:
    """A draft: what changes, what the checker says, the law as it would read, and what can be done next."""
    desk = desk_of(public_id, request.user)
    held = desk.lines()
    return render(
        request,
        "workshop/draft.html",
        {
            "draft": desk.draft,
            "desk": desk,
            "pack_words": choose(desk.pack.words, desk.language)[0] or desk.draft.pack,
            "status": f"pack-status.{desk.pack.status}",
            "sentences": law_of(desk).sentences,
            "changed": [_changed(desk, place) for place in desk.rows if desk.differs(place)],
            "general": [fault_words(one) for one in desk.by_place.get(None, ())],
            "troubled": [
                (place, desk.title(place, desk.held.get(place)), len(found))
                for place, found in desk.by_place.items()
                if place is not None
            ][:MOST_TROUBLED],
            "groups": _groups(desk, held),
            "addable": [(kind, title) for kind, title in ADDED.items() if kind not in IN_PROCEDURES],
            "procedures": _procedures(desk),
            "simulations": list(of_pack(desk.pack.digest)[:5]),
            "may_approve": desk.may("approve") and not desk.wrote,
            "today": desk.today,
        },
    )


# --- what the pages need ---------------------------------------------------------------------


def _owners(request: HttpRequest) -> list[Any]:
    held = memberships(request.user, timezone.localdate())
    return [one.organisation for one in held if one.role in TABLE["open_draft"]]


def _to_approve(request: HttpRequest, found: list[PackDraft]) -> list[PackDraft]:
    """Drafts that wait for this reader's word: submitted, and no entry in them is the reader's."""
    places = {
        one.organisation_id
        for one in memberships(request.user, timezone.localdate())
        if one.role in TABLE["approve"]
    }
    return [
        one
        for one in found
        if one.state == PackDraft.State.CHECKED
        and one.owner_id in places
        and one.submitted_by_id != request.user.pk
        and not one.authors.filter(person=request.user).exists()
    ]


def _offered(owners: list[Any], language: str) -> dict[str, tuple[str, Any]]:
    """Packs that these organisations answer for: id → words and the organisation."""
    result: dict[str, tuple[str, Any]] = {}
    for name, row in sorted(known_packs().items()):
        for owner in owners:
            if row.institution == owner.code or (not row.institution and owner.type == NATION):
                result.setdefault(name, (choose(pack_of(row.bundle_id).words, language)[0] or name, owner))
    for owner in owners:
        if owner.type != NATION and owner.code not in result:
            result[owner.code] = (choose(owner.names, language)[0], owner)
    return result


def _packs(known: Mapping[str, InForce], language: str) -> list[dict[str, Any]]:
    found = []
    for name, row in known.items():
        pack = pack_of(row.bundle_id)
        found.append(
            {
                "id": name,
                "title": choose(pack.words, language)[0] or name,
                "layer": f"pack-layer.{pack.layer}",
                "depth": pack.layer.depth,
                "row": row,
                "draft": draft_of(row),
            }
        )
    return sorted(found, key=lambda one: (one["depth"], one["id"]))


def _row(one: PackDraft, known: Mapping[str, InForce], language: str) -> dict[str, Any]:
    row = known.get(one.pack)
    words = pack_of(row.bundle_id).words if row else one.owner.names
    return {
        "draft": one,
        "pack": choose(words, language)[0] or one.pack,
        "state": f"draft-state.{one.state}",
    }


def _changed(desk: Desk, place: Place) -> dict[str, Any]:
    row = desk.rows[place]
    before = desk.compared.get(place)
    return {
        "row": row,
        "kind": f"entry-kind.{place.kind}",
        "title": desk.title(place, desk.held.get(place, before)),
        "new": before is None,
        "removed": not row.content,
        "citations": cited(row.citation, desk.pack.id, desk.stack, desk.language),
        "faults": desk.faults_of(place),
    }


def _groups(desk: Desk, held: list[tuple[str, list[Any]]]) -> list[dict[str, Any]]:
    """The entries by file, the law's text beside those that have one."""
    texts = law_of(desk).paragraphs
    small = sum(len(lines) for _file, lines in held) <= FEW_LINES
    result = []
    for file, lines in sorted(held, key=lambda one: standing(one[0])):
        result.append(
            {
                "file": file,
                "title": file_title(file, desk.files, desk.language),
                "procedure": file.endswith(".procedure.toml"),
                "open": small
                or (any(one.changed or one.removed or one.faults for one in lines) and len(lines) < 30),
                "lines": [(one, texts.get(one.place)) for one in lines],
                "faults": sum(len(one.faults) for one in lines),
            }
        )
    return result


def _procedures(desk: Desk) -> list[dict[str, Any]]:
    """The procedures of the pack, and those of layers above of which it may bring a version of its own."""
    found: dict[str, dict[str, Any]] = {}
    for pack in desk.packs:
        for path, table in sorted(pack.files.items()):
            head = table.get("procedure")
            if not path.endswith(".procedure.toml") or not isinstance(head, Mapping):
                continue
            own = pack.id == desk.pack.id
            if own or desk.pack.layer.value in (head.get("may_replace") or ()):
                found[path] = {
                    "file": path,
                    "title": choose(procedure_words(table), desk.language)[0] or path,
                    "since": head.get("since"),
                    "own": own,
                }
    return list(found.values())
