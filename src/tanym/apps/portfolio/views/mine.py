"""What I can show: all pieces of evidence of a person, one of them, adding, mending, hiding, removing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tanym.apps.accounts.identities import shown as shown_number
from tanym.apps.files.receiving import receive
from tanym.apps.files.views import as_download
from tanym.apps.portfolio import asking, queries
from tanym.apps.portfolio.actions.change import change as change_item
from tanym.apps.portfolio.actions.claim_documents import claim_documents
from tanym.apps.portfolio.actions.erase import erase as erase_all
from tanym.apps.portfolio.actions.hide import hide as hide_item
from tanym.apps.portfolio.actions.keep import keep
from tanym.apps.portfolio.actions.remove import remove as remove_item
from tanym.apps.portfolio.checking import checked
from tanym.apps.portfolio.forms import AskForm, ChangeForm, ItemForm
from tanym.apps.portfolio.models import Item
from tanym.apps.portfolio.reading import shown
from tanym.apps.portfolio.uses import uses_of
from tanym.apps.qualifications.queries import awards_of
from tanym.core.kernel.errors import NotFound
from tanym.core.kernel.revision import read_revision
from tanym.core.recognition.evidence import EvidenceKind


@login_required
@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Everything that a person can show, and where each piece is shown."""
    person: Any = request.user
    every = list(queries.items(person, hidden=True).prefetch_related("questions"))
    uses = uses_of([one.pk for one in every])
    now = timezone.now()
    rows = [(one, uses[one.pk], _counts(one, now)) for one in every]
    kept = {one.award_id for one in every if one.award_id}
    number = shown_number(person)
    context = {
        "rows": [row for row in rows if row[0].hidden_at is None],
        "hidden": [row for row in rows if row[0].hidden_at is not None],
        "awards": [one for one in awards_of(person).filter(annulled_on__isnull=True) if one.pk not in kept],
        "documents": queries.register_documents(person),
        "number": number,
        "proved": number is not None and number.confirmed_at is not None,
    }
    return render(request, "portfolio/mine.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add a piece of evidence."""
    form = ItemForm(request.POST, request.FILES) if request.method == "POST" else ItemForm()
    if request.method == "POST" and form.is_valid():
        now, given = timezone.now(), form.given()
        received = receive(form.cleaned_data["file"]) if form.cleaned_data["file"] else None
        before = queries.with_bytes(request.user, received.digest) if received else None
        signed = received is not None and given.kind is EvidenceKind.SIGNED_CREDENTIAL
        made = keep(
            actor=request.user,  # type: ignore[arg-type]
            at=now,
            given=given,
            received=received,
            checked=checked(received.content, now) if received and signed else None,
        )
        if before is not None:
            messages.info(request, _("You have this file already; nothing was kept twice."))
        else:
            messages.success(request, _("It is in your portfolio."))
        return redirect("portfolio:item", made.public_id)
    return render(request, "portfolio/add.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_POST
def claim(request: HttpRequest) -> HttpResponse:
    """Look for what the official register says of oneself."""
    found = claim_documents(
        actor=request.user,  # type: ignore[arg-type]
        at=timezone.now(),
        number=request.POST.get("number", "")[:60],
    )
    if found:
        messages.success(request, _("It is in your portfolio."))
    else:
        messages.info(request, _("Nothing new was brought in for you; what was is in your portfolio."))
    return redirect("portfolio:mine")


@login_required
@never_cache
@require_safe
def item(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One piece of evidence: what it says, where it is shown, who has confirmed it."""
    return item_page(request, queries.item(public_id, request.user))


def item_page(
    request: HttpRequest,
    found: Item,
    *,
    status: int = 200,
    change_form: ChangeForm | None = None,
    ask_form: AskForm | None = None,
) -> HttpResponse:
    """The page of an item; the forms are the ones to be mended."""
    now = timezone.now()
    uses = uses_of([found.pk])[found.pk]
    context = {
        "item": found,
        "uses": uses,
        "held": [one for one in uses if one.holds],
        "asked": [shown(one, now) for one in queries.questions(found)],
        "change_form": change_form or ChangeForm(found, auto_id="c-%s"),
        "ask_form": ask_form or AskForm(auto_id="q-%s", initial={"language": request.LANGUAGE_CODE}),
        "changing": change_form is not None,
        "asking": ask_form is not None,
        "questions": [(code, f"question.ask.witness.{code}") for code in asking.usual("witness", found)],
    }
    return render(request, "portfolio/item.html", context, status=status)


@login_required
@never_cache
@require_safe
def file(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The file of one's own item, as a download."""
    found = queries.item(public_id, request.user)
    if found.file is None:
        raise NotFound("page.unknown")
    return as_download(found.file, request.user)


@login_required
@require_POST
def change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Mend what it says."""
    found = queries.item(public_id, request.user)
    form = ChangeForm(found, request.POST, auto_id="c-%s")
    if not form.is_valid():
        return item_page(request, found, status=422, change_form=form)
    change_item(**_by(request, found), revision=_revision(request), given=form.given())
    messages.success(request, _("Saved. Cases keep what they were shown."))
    return redirect("portfolio:item", found.public_id)


@login_required
@require_POST
def hide(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Hide it, or show it again."""
    found = queries.item(public_id, request.user)
    hide_item(**_by(request, found), hidden=request.POST.get("hidden") == "yes")
    return redirect("portfolio:item", found.public_id)


@login_required
@require_POST
def remove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Remove it with its file."""
    found = queries.item(public_id, request.user)
    remove_item(**_by(request, found), revision=_revision(request))
    messages.success(request, _("Removed, with its file and what was asked about it."))
    return redirect("portfolio:mine")


@login_required
@require_POST
def erase(request: HttpRequest) -> HttpResponse:
    """Erase everything that no case relies on."""
    done = erase_all(actor=request.user, at=timezone.now(), person=request.user)  # type: ignore[arg-type]
    if done.kept:
        messages.info(request, _("Erased, but for what cases rely on."))
    else:
        messages.success(request, _("Your portfolio is empty now."))
    return redirect("portfolio:mine")


def _by(request: HttpRequest, found: Item) -> dict[str, Any]:
    return {"actor": request.user, "at": timezone.now(), "item": found}


def _revision(request: HttpRequest) -> int:
    return read_revision(request.POST.get("revision", ""))


def _counts(item: Item, now: Any) -> dict[str, int]:
    """How many questions about an item were answered, and how many wait."""
    standings = [one.standing(now) for one in item.questions.all()]
    return {
        "answered": standings.count("answered"),
        "waiting": standings.count("sent") + standings.count("opened"),
    }
