"""What is compared where foreign learning is not asked for credits: the five elements of what the applicant needs."""

from __future__ import annotations

from tanym.apps.accounts.words import say
from tanym.apps.organisations.models import Organisation
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.recognition.foreign.findings import ELEMENTS
from tanym.core.recognition.foreign.purpose import Purpose


def target_of_purpose(purpose: Purpose, organisation: Organisation, wanted: str) -> dict[str, object]:
    """A purpose as the target of a case: the five elements of what the applicant needs it for."""
    titles = {x: say(f"foreign.target.{purpose}", x, wanted=wanted) for x in LANGUAGES}
    return {
        "kind": "purpose",
        "code": str(purpose),
        "titles": titles,
        "credits": 0,
        "outcomes": [
            {"id": one, "text": {x: say(f"foreign.asks.{one}", x) for x in LANGUAGES}} for one in ELEMENTS
        ],
        "organisation": organisation.code,
        "programme": "",
        "programme_titles": {},
    }
