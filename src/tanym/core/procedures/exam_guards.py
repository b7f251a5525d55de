"""What a procedure of exams may ask before a step: the profession, the papers of the day, all parts, what an appeal leaves."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tanym.core.procedures.answers import Answer, Moment, met, not_met, undecided
from tanym.core.procedures.case_facts import CaseFacts

Arguments = Mapping[str, str]
Holds = Callable[[CaseFacts, Moment, Arguments], Answer]


def profession_in_register(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """Only for professions in the register (Law 14-VIII, art. 15)."""
    return _yes(facts.profession_in_register)


def identity_checked(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """Somebody has recorded how the person who sat the exam was identified."""
    return _yes(facts.identity_checked)


def requests_decided(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """Every adjustment that was asked for has been decided (Law 14-VIII, art. 17(2): persons with disabilities)."""
    if facts.requests_open is None:
        return undecided()
    return not_met(left=facts.requests_open) if facts.requests_open else met()


def personal_competences_judged(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """The personal competences were assessed, too (Order 348, Annex 1)."""
    return _yes(facts.personal_competences_judged)


def retake_terms_named(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """Who has not passed is told when and how to try again (Law 14-VIII, art. 21)."""
    return undecided() if facts.retake_terms is None else _yes(bool(facts.retake_terms.strip()))


def temporary_incapacity_shown(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """A paper shows that the person could not come (Law 14-VIII, art. 21)."""
    return _yes(facts.incapacity_shown)


def not_appealed(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """A result is appealed once (Law 14-VIII, art. 22); one of an exam held anew is another result."""
    return undecided() if facts.appealed is None else _yes(not facts.appealed)


def _leaves(what: str) -> Holds:
    def holds(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
        return undecided() if facts.appeal_leaves is None else _yes(facts.appeal_leaves == what)

    return holds


def _yes(known: bool | None) -> Answer:
    if known is None:
        return undecided()
    return met() if known else not_met()


LEAVES = ("nothing", "document", "theory", "practice")
"""What an appeal against the result of an exam leaves to be done: nothing, a document to issue, a stage to examine anew."""

HOLDS: Mapping[str, Holds] = {
    "profession-in-register": profession_in_register,
    "identity-checked": identity_checked,
    "requests-decided": requests_decided,
    "personal-competences-judged": personal_competences_judged,
    "retake-terms-named": retake_terms_named,
    "temporary-incapacity-shown": temporary_incapacity_shown,
    "not-appealed": not_appealed,
    **{f"appeal-leaves-{what}": _leaves(what) for what in LEAVES},
}
"""The guards of exams by name; none takes an argument."""
