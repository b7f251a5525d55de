"""A place in a list of tokens, as a copy of a document in a wallet has one."""

from __future__ import annotations

from datetime import datetime

from tanym.apps.credentials.models import Credential, StatusPlace
from tanym.apps.credentials.statuses import TOKEN, give, take


def place_of_a_copy(of: Credential, at: datetime) -> StatusPlace:
    """A new place of this document, which nobody else has."""
    ((place,),) = take(of.award.awarding_body, 1, at, TOKEN)
    give([(place, of)])
    return place
