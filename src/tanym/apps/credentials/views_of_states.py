"""The page on which a registrar suspends, reinstates or replaces a document, and sees what was done with it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tanym.apps.accounts.words import say
from tanym.apps.credentials import queries
from tanym.apps.credentials.actions.reinstate import reinstate
from tanym.apps.credentials.actions.supersede import supersede
from tanym.apps.credentials.actions.suspend import suspend
from tanym.apps.credentials.documents import kept_record
from tanym.apps.credentials.forms_of_states import ReinstateForm, SupersedeForm, SuspendForm
from tanym.apps.credentials.models import Credential
from tanym.apps.credentials.permissions import TABLE
from tanym.apps.organisations.permissions import permit
from tanym.core.credentials.record import HolderName
from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.revision import read_revision

FIELDS = {
    "credential.suspended-in-the-past": "until",
    "credential.name-unchanged": None,
    "credential.holder-without-name": None,
}
"""Codes that are shown at a field, or above the form."""


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def state(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The state of one document, with the forms of what can be done now."""
    found = queries.credential(public_id)
    permit(TABLE, "suspend", request.user, timezone.localdate(), at=found.award.awarding_body)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    given = request.POST if do else None
    forms = {
        "suspend": SuspendForm(given if do == "suspend" else None),
        "reinstate": ReinstateForm(given if do == "reinstate" else None),
        "supersede": SupersedeForm(given if do == "supersede" else None, initial=_names(found)),
    }
    if do in forms and forms[do].is_valid():
        try:
            return _done(request, found, do, forms)
        except InvalidValue as error:
            if error.code not in FIELDS:
                raise
            forms[do].add_error(FIELDS[error.code], say(error.code))
    context = {
        "document": found,
        "forms": forms,
        "broken": forms.get(do),
        "editions": queries.editions_of(found),
        "suspends_everywhere": queries.names_suspension(found),
        "working_links": [one for one in queries.links_of(found) if one.works(timezone.localtime())],
        "copies": queries.copies_of(found),
    }
    return render(request, "credentials/state.html", context, status=422 if do else 200)


def _done(
    request: HttpRequest,
    found: Credential,
    do: str,
    forms: dict[str, SuspendForm | ReinstateForm | SupersedeForm],
) -> HttpResponse:
    form, revision = forms[do], read_revision(request.POST.get("revision", ""))
    reason, at = form.cleaned_data["reason"], timezone.now()
    if isinstance(form, SuspendForm):
        suspend(
            actor=request.user,
            at=at,
            credential=found,
            revision=revision,
            reason=reason,
            until=form.cleaned_data["until"],
        )
        messages.success(request, _("The document is suspended; the holder has a letter."))
    elif isinstance(form, SupersedeForm):
        name: HolderName | None = form.name if request.POST.get("what") == "name" else None
        supersede(actor=request.user, at=at, credential=found, revision=revision, reason=reason, name=name)
        messages.success(
            request, _("There is a new document under the same number; the holder has a letter.")
        )
    else:
        reinstate(actor=request.user, at=at, credential=found, revision=revision, reason=reason)
        messages.success(request, _("The document counts again; the holder has a letter."))
    return redirect("credentials:state", found.public_id)


def _names(found: Credential) -> dict[str, str]:
    """The names as the document says them, for the form."""
    names = kept_record(found)["holder"]["name"]
    return {f"name_{form}": names.get(form, "") for form in ("kk", "ru", "passport")}
