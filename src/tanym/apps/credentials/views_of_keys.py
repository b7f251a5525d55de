"""Pages of an organisation's signing keys: what each signed, a new one, the end of one, signing documents again."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tanym.apps.accounts.words import say
from tanym.apps.credentials import ending, issuer_keys, queries
from tanym.apps.credentials.actions.decide_key_end import decide_key_end
from tanym.apps.credentials.actions.make_key import make_key
from tanym.apps.credentials.actions.propose_key_end import propose_key_end
from tanym.apps.credentials.actions.sign_again import sign_again
from tanym.apps.credentials.forms_of_states import EndKeyForm, MakeKeyForm
from tanym.apps.credentials.models import IssuerKey
from tanym.apps.credentials.permissions import KEYS
from tanym.apps.jobs.queries import at_work
from tanym.apps.organisations.permissions import may, permit
from tanym.apps.organisations.queries import did, memberships, organisation
from tanym.core.credentials.keys import KeyKind
from tanym.core.kernel.errors import InvalidValue, NotFound, NotPermitted


@login_required
@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The organisations whose keys one may see; straight to the only one."""
    today = timezone.localdate()
    held = {one.organisation_id: one.organisation for one in memberships(request.user, today)}
    bodies = [one for one in held.values() if may(KEYS, "read", request.user, today, at=one)]
    if not bodies:
        raise NotPermitted("not-permitted", action="read")
    if len(bodies) == 1:
        return redirect("credentials:keys", bodies[0].code)
    return render(request, "credentials/my_keys.html", {"bodies": bodies})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def keys(request: HttpRequest, code: str) -> HttpResponse:
    """The keys of an organisation; whoever runs it makes a new one."""
    body, today = organisation(code), timezone.localdate()
    permit(KEYS, "read", request.user, today, at=body)
    places = [(one, say(f"credential.key-backend.{one}")) for one in issuer_keys.backends()]
    form = MakeKeyForm(request.POST if request.method == "POST" else None, places=places)
    if request.method == "POST" and form.is_valid():
        made = make_key(
            actor=request.user,
            at=timezone.now(),
            body=body,
            kind=KeyKind(form.cleaned_data["kind"]),
            backend=form.cleaned_data["backend"],
        )
        messages.success(request, _("The key is made and published."))
        return redirect("credentials:key", made.pk)
    now = timezone.now()
    context = {
        "body": body,
        "did": did(body),
        "keys": [(one, queries.standing(one, now), ending.signed_by(one)) for one in queries.keys_of(body)],
        "form": form,
        "can_make": may(KEYS, "make", request.user, today, at=body),
    }
    return render(request, "credentials/keys.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
@require_safe
def key(request: HttpRequest, pk: int) -> HttpResponse:
    """One key: what it signed, and what follows when it ends."""
    return _page(request, _key(request, pk), EndKeyForm())


@login_required
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Lay the end of a key before a second person."""
    found, form = _key(request, pk), EndKeyForm(request.POST)
    if form.is_valid():
        try:
            propose_key_end(
                actor=request.user,
                at=timezone.now(),
                key=found,
                ending=IssuerKey.Ending(form.cleaned_data["ending"]),
                reason=form.cleaned_data["reason"],
                as_of=form.cleaned_data["as_of"],
            )
        except InvalidValue as error:
            if error.code != "credential.key-as-of":
                raise
            form.add_error("as_of", say(error.code))
    if form.errors:
        return _page(request, found, form, status=422)
    messages.success(request, _("The proposal waits for a second person."))
    return redirect("credentials:key", pk)


@login_required
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Carry a proposal out, or decline it."""
    found = _key(request, pk)
    proposal = queries.waiting_proposal(found)
    if proposal is None:
        raise NotFound("page.unknown")
    yes = request.POST.get("do") == "carry-out"
    decide_key_end(actor=request.user, at=timezone.now(), proposal=proposal, carry_out=yes)
    messages.success(
        request, _("The key signs no more; its end is published.") if yes else _("The proposal is declined.")
    )
    return redirect("credentials:key", pk)


@login_required
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign what a key signed with the key of today."""
    job = sign_again(actor=request.user, at=timezone.now(), key=_key(request, pk))
    return redirect("jobs:job", job.public_id)


def _key(request: HttpRequest, pk: int) -> IssuerKey:
    found = queries.issuer_key(pk)
    permit(KEYS, "read", request.user, timezone.localdate(), at=found.issuer)
    return found


def _page(request: HttpRequest, found: IssuerKey, form: EndKeyForm, status: int = 200) -> HttpResponse:
    now, today = timezone.now(), timezone.localdate()
    proposal = queries.waiting_proposal(found)
    context = {
        "key": found,
        "standing": queries.standing(found, now),
        "signed": ending.signed_by(found, proposal.as_of if proposal else found.distrusted_from),
        "proposal": proposal,
        "can": {one: may(KEYS, one, request.user, today, at=found.issuer) for one in KEYS},
        "own": proposal is not None and proposal.proposed_by_id == request.user.pk,
        "newest": queries.is_newest(found, now),
        "job": at_work(request.user, ending.KIND, now),
        "form": form,
    }
    return render(request, "credentials/key.html", context, status=status)
