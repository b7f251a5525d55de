"""An invitation as a sheet to hand over: the link, as text and as a picture for a telephone."""

from __future__ import annotations

from dataclasses import dataclass

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from tanym.apps.organisations.models import Invitation


@dataclass(frozen=True, slots=True)
class Sheet:
    """One invitation with its link, which nobody can show again."""

    invitation: Invitation
    name: str
    link: str
    picture: SafeString


def sheet(invitation: Invitation, secret: str) -> Sheet:
    """The sheet of an invitation whose secret was made just now, in the language of the invited."""
    with override(invitation.language):
        path = reverse("invitations:accept", kwargs={"secret": secret})
    link = f"{settings.TANYM.address}{path}"
    picture = segno.make(link, error="m").svg_inline(border=2, dark="#10262d", light="#fff", omitsize=True)
    name = invitation.names.get(invitation.language) or invitation.name
    return Sheet(invitation, name, link, mark_safe(picture))  # noqa: S308  # drawn by us
