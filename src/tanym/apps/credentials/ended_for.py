"""Why a document ended with its award, in the reader's language, and which document took its place."""

from __future__ import annotations

from django.db.models import Q

from tanym.apps.accounts.words import catalogue, say
from tanym.apps.credentials.models import Credential


def ended_for(credential: Credential) -> str:
    """The reason for which a document is revoked: of the act that annulled its award, else what its registrar wrote.

    Who annuls an award by a rule gives a code and the number of its case as the reason.
    """
    code, _, number = credential.award.annulled_for.partition(" ")
    return say(code, case=number) if code in catalogue() else credential.revoked_for


def successor(credential: Credential) -> Credential | None:
    """The document of the same case that holds now instead of a revoked one; None where none does.

    Awards of one case come from one thing (`award.source`), a later one with a mark of its own behind "#".
    """
    thing = credential.award.source.partition(":")[2].partition("#")[0]
    if credential.revoked_at is None or not thing:
        return None
    same = Credential.objects.filter(
        Q(award__source__endswith=f":{thing}") | Q(award__source__contains=f":{thing}#"),
        holder=credential.holder_id,
        award__awarding_body=credential.award.awarding_body_id,
        revoked_at=None,
    )
    return same.order_by("-issued_at", "-pk").first()
