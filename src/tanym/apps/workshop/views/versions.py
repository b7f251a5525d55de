"""Public pages of what is in force: a version with what it changed, and letters about changes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tanym.apps.policy.queries import pack_of, stack
from tanym.apps.simulation.queries import of_pack
from tanym.apps.workshop.actions.subscribe import subscribe as subscribe_to
from tanym.apps.workshop.actions.unsubscribe import unsubscribe as unsubscribe_from
from tanym.apps.workshop.citing import cited
from tanym.apps.workshop.desk import entry_title
from tanym.apps.workshop.queries import compared_with, differences, draft_of, entries_of, subscribed
from tanym.apps.workshop.queries import version as version_named
from tanym.apps.workshop.wording import sentences
from tanym.core.kernel.localized import choose
from tanym.core.rules import Pack, Stack
from tanym.core.rules.entries import Place, entries, same


@require_GET
def version(request: HttpRequest, digest: str) -> HttpResponse:
    """One version of a pack: what it changed in words, who wrote and approved it, from when, and why."""
    language = get_language() or "kk"
    row, before = version_named(digest)
    pack = pack_of(row.bundle_id)
    old = pack_of(before.bundle_id) if before else None
    found = differences(old.files, pack.files) if old else ()
    draft = draft_of(row)
    on = max(row.since, timezone.localdate())
    by = stack(on, row.institution or None, replacing={row.pack: row.bundle_id})
    return render(
        request,
        "workshop/version.html",
        {
            "row": row,
            "before": before,
            "title": choose(pack.words, language)[0] or row.pack,
            "status": f"pack-status.{pack.status}",
            "illustrative": not pack.firm,
            "sentences": sentences(found, by, language),
            "draft": draft,
            "reasons": _reasons(draft, pack, old, by, language),
            "simulations": list(of_pack(row.bundle_id)),
            "subscribed": subscribed(request.user, row.pack),
            "begun": row.since <= timezone.localdate(),
        },
    )


@login_required
@require_POST
def subscribe(request: HttpRequest) -> HttpResponse:
    """Ask for letters about changes of a pack, or of all; or for no more of them."""
    pack = request.POST.get("pack", "")
    if request.POST.get("do") == "end":
        unsubscribe_from(actor=request.user, at=timezone.now(), pack=pack)
        messages.success(request, _("You will get no more letters about this."))
    else:
        subscribe_to(actor=request.user, at=timezone.now(), pack=pack)
        messages.success(request, _("You will get a letter whenever it changes."))
    if digest := request.POST.get("version", ""):
        return redirect("workshop:version", digest)
    return redirect("workshop:drafts")


def _reasons(draft: Any, pack: Pack, old: Pack | None, by: Stack, language: str) -> list[dict[str, Any]]:
    """Each entry that the draft changed, with its reason, its citation, and who read what was raised."""
    if draft is None:
        return []
    held = entries(pack.files)
    gone = entries(compared_with(old.files, pack.files)) if old else {}
    result = []
    for one in entries_of(draft):
        place = Place.read(one.key)
        if same(held.get(place), gone.get(place)):  # copied with a new version of its procedure, and left so
            continue
        content = held.get(place, gone.get(place))
        result.append(
            {
                "entry": one,
                "title": entry_title(place, content, language, (*by.packs, pack)),
                "kind": f"entry-kind.{place.kind}",
                "citations": cited(one.citation, pack.id, by, language),
            }
        )
    return result
