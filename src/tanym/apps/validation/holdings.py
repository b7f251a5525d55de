"""What the room `validation` keeps about people."""

from __future__ import annotations

from datetime import datetime

from tanym.apps.accounts.holdings import Consent, Fate, Holding, Own
from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import say
from tanym.apps.letters.addresses import page_address
from tanym.apps.organisations.models import Organisation
from tanym.apps.validation.models import CohortMember, Guidance, GuidanceNote, SelfDescription
from tanym.core.kernel.localized import LANGUAGES, choose

CASE = "recognition.case:"


def _clear(subject: str, at: datetime) -> int:
    """The person's own words, and what an adviser wrote for them."""
    if not subject.startswith(CASE):
        return 0
    case = subject.removeprefix(CASE)
    rows = SelfDescription.objects.filter(route__case__public_id=case).update(words="", could_show="")
    return rows + GuidanceNote.objects.filter(case__public_id=case).update(text="")


def _consents(person: Person) -> list[Consent]:
    """To one's adviser, to read one's cases; to one's employer, to read one's result."""
    found = [
        Consent(
            _words("validation.consent-adviser", one.organisation),
            one.consented_at,
            page_address("validation:guidance", one.public_id),
        )
        for one in Guidance.objects.filter(person=person, ended_at=None).exclude(consented_at=None)
    ]
    own = (
        CohortMember.objects.filter(person=person)
        .exclude(consented_at=None)
        .select_related("cohort__employer")
    )
    return found + [
        Consent(
            _words("validation.consent-employer", one.cohort.employer),
            one.consented_at,
            page_address("validation:start"),
        )
        for one in own
    ]


def _words(code: str, organisation: Organisation) -> dict[str, str]:
    return {
        language: say(code, language, organisation=choose(organisation.names, language)[0])
        for language in LANGUAGES
    }


HOLDING = Holding(
    "validation",
    own=(
        Own("CohortMember", "person", Fate.GOES, ground="own", doubled=True),
        Own("Route", "case__claimant", Fate.TERM, ground="case", term="keep.cases"),
        Own("SelfDescription", "route__case__claimant", Fate.TERM, ground="case", term="keep.cases"),
        Own("ChosenMethod", "route__case__claimant", Fate.TERM, ground="case", term="keep.cases"),
        Own("AssessmentWord", "route__case__claimant", Fate.TERM, ground="case", term="keep.cases"),
        Own("Guidance", "person", Fate.TERM, ground="case", term="keep.cases"),
        Own("GuidanceNote", "guidance__person", Fate.TERM, ground="case", term="keep.cases"),
        Own("Talk", "guidance__person", Fate.TERM, ground="case", term="keep.cases"),
        Own("Plan", "case__claimant", Fate.TERM, ground="case", term="keep.cases"),
        Own("PlanLine", "plan__case__claimant", Fate.TERM, ground="case", term="keep.cases"),
    ),
    acts={
        "Cohort": ("made_by",),
        "ChosenMethod": ("by",),
        "AssessmentWord": ("by",),
        "Guidance": ("adviser",),
        "GuidanceNote": ("by",),
        "Talk": ("offered_by",),
        "Plan": ("given_by",),
    },
    clear=_clear,
    consents=_consents,
)
