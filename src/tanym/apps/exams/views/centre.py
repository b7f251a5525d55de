"""The desk of a centre: what it publishes, and what goes to the state's platform."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tanym.apps.audit import clock as timezone
from tanym.apps.exams import queries
from tanym.apps.exams.actions.end_offer import end_offer as close
from tanym.apps.exams.actions.make_transfer import make_transfer as make
from tanym.apps.exams.actions.mark_uploaded import mark_uploaded as mark
from tanym.apps.exams.actions.publish_offer import publish_offer as publish
from tanym.apps.exams.actions.take_numbers import take_numbers
from tanym.apps.exams.facts import centre_facts
from tanym.apps.exams.forms import OfferForm, UploadedForm
from tanym.apps.exams.models import Offer, Transfer
from tanym.apps.exams.platform import FORMS, written
from tanym.apps.organisations.models import Organisation
from tanym.apps.policy.queries import check_now, stack
from tanym.apps.policy.shown import Answers, shown_findings
from tanym.apps.portfolio.actions.restore_document import restore_document
from tanym.apps.portfolio.queries import brought_in, brought_in_document
from tanym.apps.standards.contents import PROFESSIONS
from tanym.apps.standards.queries import listed
from tanym.core.kernel.errors import NotFound
from tanym.core.kernel.localized import LANGUAGES, choose


@login_required
@require_safe
def desk(request: HttpRequest, code: str) -> HttpResponse:
    """Everything that the centre publishes and transfers."""
    return _desk(request, queries.centre(code, request.user, timezone.localdate()))


def _desk(request: HttpRequest, centre: Organisation, status: int = 200, **given: object) -> HttpResponse:
    today = timezone.localdate()
    report = check_now("centre", centre_facts(centre, today), today, centre.code)
    asked = [one for one in report.findings if one.rule in ("KZ-PQ-02", "KZ-CE-01", "KZ-CE-09")]
    context = {
        "centre": centre,
        "offers": queries.offers_on(today).filter(centre=centre, until=None),
        "titles": {one.instrument.code: one.content.titles for one in listed(PROFESSIONS, today)},
        "waiting": queries.waiting_entries(centre),
        "brought_in": brought_in(centre)[:20],
        "annulled_there": queries.annulled_there(centre),
        "transfers": queries.transfers(centre)[:50],
        "forms": list(FORMS),
        "said": Answers(shown_findings(stack(today, centre.code), asked)),
        "uploaded_form": given.get("uploaded_form"),
        "failed": given.get("failed"),
    }
    return render(request, "exams/centre.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def publish_offer(request: HttpRequest, code: str) -> HttpResponse:
    """Publish an offer, or change one."""
    today = timezone.localdate()
    centre = queries.centre(code, request.user, today)
    language = get_language() or "kk"
    known = [
        (one.instrument.code, choose(one.content.titles, language)[0])
        for one in listed(PROFESSIONS, today)
        if one.in_force
    ]
    held = queries.offer_of(centre, request.GET.get("profession", ""), today)
    form = OfferForm(known, request.POST or None, initial=_typed(held) if held else {})
    if request.method == "POST" and form.is_valid():
        publish(
            actor=request.user,
            at=timezone.now(),
            centre=centre,
            profession=form.cleaned_data["profession"],
            terms=form.terms(),
        )
        messages.success(request, _("It is published. Candidates can apply under these terms from now on."))
        return redirect("exams:centre", centre.code)
    status = 422 if form.is_bound else 200
    return render(request, "exams/offer.html", {"centre": centre, "form": form}, status=status)


def _typed(held: Offer) -> dict[str, object]:
    """What stands in an offer, as it is typed."""
    found: dict[str, object] = {
        "profession": held.profession,
        "price": held.price,
        "skill_price": held.skill_price,
    }
    for language in LANGUAGES:
        for name in ("papers", "retake", "places", "conditions"):
            found[f"{name}_{language}"] = getattr(held, name).get(language, "")
        found[f"personal_{language}"] = "\n".join(one.get(language, "") for one in held.personal).strip()
    return found


@login_required
@require_POST
def end_offer(request: HttpRequest, code: str, public_id: uuid.UUID) -> HttpResponse:
    """End an offer."""
    centre = queries.centre(code, request.user, timezone.localdate())
    offer = queries.offer(public_id)
    if offer.centre_id != centre.pk:
        raise NotFound("page.unknown")
    close(actor=request.user, at=timezone.now(), offer=offer)
    return redirect("exams:centre", centre.code)


@login_required
@require_POST
def make_transfer(request: HttpRequest, code: str) -> HttpResponse:
    """Make the file for the platform."""
    centre = queries.centre(code, request.user, timezone.localdate())
    make(actor=request.user, at=timezone.now(), centre=centre)
    messages.success(
        request, _("The file is made. Upload it to the platform once, then enter the number it gives.")
    )
    return redirect("exams:centre", centre.code)


@login_required
@require_safe
def transfer_file(request: HttpRequest, code: str, public_id: uuid.UUID, form: str) -> HttpResponse:
    """The file in one of its forms."""
    centre = queries.centre(code, request.user, timezone.localdate())
    found = queries.transfer(public_id, centre)
    if form not in FORMS:
        raise NotFound("page.unknown")
    return _file(found, form)


@login_required
@require_POST
def transfer_numbers(request: HttpRequest, code: str, public_id: uuid.UUID) -> HttpResponse:
    """The file with the candidates' personal numbers: asked for by a button, journalled, kept nowhere."""
    centre = queries.centre(code, request.user, timezone.localdate())
    found = queries.transfer(public_id, centre)
    form = request.POST.get("form", "")
    if form not in FORMS:
        raise NotFound("page.unknown")
    return _file(found, form, take_numbers(actor=request.user, at=timezone.now(), transfer=found))


def _file(transfer: Transfer, form: str, numbers: Mapping[str, str] | None = None) -> HttpResponse:
    answer = HttpResponse(written(transfer, form, numbers), content_type=FORMS[form])
    answer["Content-Disposition"] = (
        f'attachment; filename="{transfer.centre.code}-{transfer.number:04d}.{form}"'
    )
    return answer


@login_required
@require_POST
def mark_uploaded(request: HttpRequest, code: str, public_id: uuid.UUID) -> HttpResponse:
    """Enter the number that the platform gave."""
    centre = queries.centre(code, request.user, timezone.localdate())
    found = queries.transfer(public_id, centre)
    form = UploadedForm(request.POST, auto_id=f"transfer-{found.public_id}-%s")
    if not form.is_valid():
        return _desk(request, centre, 422, uploaded_form=form, failed=found.pk)
    mark(actor=request.user, at=timezone.now(), transfer=found, number=form.cleaned_data["number"])
    return redirect("exams:centre", centre.code)


@login_required
@require_POST
def restore(request: HttpRequest, code: str, public_id: uuid.UUID) -> HttpResponse:
    """Take an annulment back that was brought in by mistake."""
    centre = queries.centre(code, request.user, timezone.localdate())
    found = brought_in_document(public_id, centre)
    restore_document(actor=request.user, at=timezone.now(), document=found)  # type: ignore[arg-type]
    messages.success(request, _("The annulment is taken back; the holder, if known here, gets a letter."))
    return redirect("exams:centre", centre.code)
