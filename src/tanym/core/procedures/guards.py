"""The guards that a procedure may name: pure functions that say whether a step may be taken now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tanym.core.kernel.errors import InvalidValue
from tanym.core.procedures import exam_guards, foreign_guards
from tanym.core.procedures.answers import Answer, Moment, Oracle, Outcome, met, not_met, undecided
from tanym.core.procedures.case_facts import CaseFacts
from tanym.core.procedures.commission import check_sitting, has_majority, is_quorate
from tanym.core.procedures.table import Call

Arguments = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Guard:
    """A guard by name, with the names of the arguments that a row must give it."""

    name: str
    holds: Callable[[CaseFacts, Moment, Arguments], Answer]
    arguments: frozenset[str] = frozenset()


def oracle(facts: CaseFacts) -> Oracle:
    """The oracle that answers every guard of the platform from the facts of a case."""

    def ask(guard: Call, at: Moment) -> Answer:
        known = GUARDS.get(guard.name)
        if known is None:
            raise InvalidValue("guard.unknown", name=guard.name)
        return known.holds(facts, at, guard.arguments)

    return ask


def documents_given(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """Every paper that the step needs was given (508, p. 10)."""
    if facts.documents_needed is None or facts.documents_given is None:
        return undecided()
    return _none_left(facts.documents_needed - facts.documents_given, "missing")


def names_what_is_missing(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """Whoever asks for papers says which."""
    return _some(facts.missing_named)


def no_conflict(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """Who acts has no conflict of interest in this case."""
    if facts.conflicted is None or at.person is None:
        return undecided()
    return not_met() if at.person in facts.conflicted else met()


def every_outcome_mapped(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """Each outcome of the target has evidence, or is set down to be shown directly."""
    return _cover(facts.outcomes, facts.mapped)


def every_outcome_judged(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """Each outcome of the target was judged, with reasons."""
    return _cover(facts.outcomes, facts.judged)


def interview_recorded(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """The interview was held and what was said is on record (508, p. 12)."""
    if facts.interview is None:
        return undecided()
    held = facts.interview.on <= at.on and facts.interview.by and facts.interview.record.strip()
    return met() if held else not_met()


def quorum(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """The commission is made up as its rules ask, and enough members decide."""
    if facts.sitting is None or facts.quorum is None:
        return undecided()
    if facts.panel_faults:
        return not_met(fault=facts.panel_faults[0].code, **facts.panel_faults[0].details)
    if is_quorate(facts.sitting, facts.quorum):
        return met()
    present, members = len(facts.sitting.deciding), len(facts.sitting.panel.members)
    return not_met(fault="commission.inquorate", present=present, members=members, quorum=facts.quorum)


def majority(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """More than half of those present voted for just this result, and every vote counts."""
    if facts.sitting is None or facts.proposed is None:
        return undecided()
    faults = check_sitting(facts.sitting)
    if faults:
        return not_met(fault=faults[0].code, **faults[0].details)
    if facts.proposed != at.step:
        return not_met(fault="commission.voted-on-other", proposed=facts.proposed)
    if has_majority(facts.sitting):
        return met()
    present = len(facts.sitting.deciding)
    return not_met(fault="commission.no-majority", in_favour=facts.sitting.in_favour, present=present)


def minutes_signed(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """Everyone who has to sign the minutes has signed them."""
    if not facts.minutes_to_sign or facts.minutes_signed is None:
        return undecided()
    return _none_left(facts.minutes_to_sign - facts.minutes_signed, "missing")


def gaps_named(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """Each outcome that is not recognised is named as what is still missing."""
    return _cover(facts.outcomes_missing, facts.gaps_named)


def reasons_given(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """The act carries reasons that are not blank."""
    return _some(facts.reasons)


def decision_consistent(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """The result follows from what was found on each outcome."""
    if facts.decision_faults is None:
        return undecided()
    if facts.decision_faults:
        return not_met(fault=facts.decision_faults[0].code, **facts.decision_faults[0].details)
    return met()


def credits_entered(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """The registrar has entered just the credits that are due."""
    if facts.credits_due is None or facts.credits_entered is None:
        return undecided()
    return met() if facts.credits_entered == facts.credits_due else not_met()


def credits_due(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """The appeal has left credits to be entered."""
    return undecided() if facts.credits_due is None else _yes(facts.credits_due > 0)


def no_credits_due(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """The appeal has left no credits to be entered."""
    return undecided() if facts.credits_due is None else _yes(facts.credits_due == 0)


def standing_decision_covers(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """A standing decision is in force and covers the award that the claimant holds (152, p. 40, 42)."""
    return _yes(facts.standing_decision)


def panel_excludes_first(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """Nobody on the second panel took part in the first decision."""
    if facts.first_panel is None or not facts.second_panel:
        return undecided()
    return _none_left(facts.first_panel & facts.second_panel, "people")


def clock_running(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """The term is kept: it runs, and today is not after its last day."""
    clock = at.state.running.get(arguments["clock"])
    if clock is None:
        return not_met()
    due = clock.due(at.calendar)
    return met() if at.on <= due else not_met(due=due)


def rule_met(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """A rule of the packs is met: the row only names the rule, the law stands with it."""
    found = facts.by_rule.get(arguments["rule"])
    if found is None or found.outcome is Outcome.UNDECIDED:
        return undecided()
    return _yes(found.outcome is Outcome.MET)


def no_blocking_finding(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """No blocking rule is known not to be met; what is undecided goes to a person."""
    if facts.checked is None:
        return undecided()
    return _none_left(
        {one.rule for one in facts.checked if one.blocks and one.outcome is Outcome.NOT_MET}, "rules"
    )


def findings_settled(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """Each blocking rule is met, or was decided by a person with a note."""
    if facts.checked is None:
        return undecided()
    return _none_left({one.rule for one in facts.checked if one.blocks and not one.settled}, "rules")


def experts_seated(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """Somebody was chosen to examine the application."""
    return undecided() if facts.experts is None else _yes(bool(facts.experts))


def visit_reported(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """A visit or an observed assessment is on record with its report."""
    return _yes(facts.visit_reported)


def criteria_judged(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """Each criterion was judged, with reasons."""
    return _cover(facts.criteria, facts.criteria_judged)


def second_person(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """Who decides is another person than who proposed it: four eyes."""
    if facts.proposers is None or at.person is None:
        return undecided()
    return not_met() if at.person in facts.proposers else met()


def reviewers_enough(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """As many reviewers have signed their sheets as the pack asks."""
    if facts.reviewers_left is None:
        return undecided()
    return met() if facts.reviewers_left <= 0 else not_met(left=facts.reviewers_left)


def reviewers_agree(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """Those who signed recommend the same."""
    return undecided() if not facts.recommendations else _yes(len(facts.recommendations) == 1)


def no_committee_asked(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """The pack does not leave this design to the committee."""
    return undecided() if facts.committee_asked is None else _yes(not facts.committee_asked)


def conditions_stated(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
    """There is a condition, and each says what is asked and until a day that is still to come."""
    if facts.conditions is None:
        return undecided()
    stated = all(text.strip() and day is not None and day >= at.on for text, day in facts.conditions)
    return _yes(bool(facts.conditions) and stated)


def _cover(needed: frozenset[str] | None, found: frozenset[str] | None) -> Answer:
    if needed is None or found is None:
        return undecided()
    return _none_left(needed - found, "missing")


def _none_left(left: frozenset[str] | set[str], called: str) -> Answer:
    return not_met(**{called: ", ".join(sorted(left))}) if left else met()


def _some(texts: tuple[str, ...] | None) -> Answer:
    if texts is None:
        return undecided()
    return _yes(bool(texts) and all(text.strip() for text in texts))


def _yes(known: bool | None) -> Answer:
    if known is None:
        return undecided()
    return met() if known else not_met()


GUARDS: Mapping[str, Guard] = {
    guard.name: guard
    for guard in (
        Guard("documents-given", documents_given),
        Guard("names-what-is-missing", names_what_is_missing),
        Guard("no-conflict", no_conflict),
        Guard("every-outcome-mapped", every_outcome_mapped),
        Guard("every-outcome-judged", every_outcome_judged),
        Guard("interview-recorded", interview_recorded),
        Guard("quorum", quorum),
        Guard("majority", majority),
        Guard("minutes-signed", minutes_signed),
        Guard("gaps-named", gaps_named),
        Guard("reasons-given", reasons_given),
        Guard("decision-consistent", decision_consistent),
        Guard("credits-entered", credits_entered),
        Guard("credits-due", credits_due),
        Guard("no-credits-due", no_credits_due),
        Guard("standing-decision-covers", standing_decision_covers),
        Guard("panel-excludes-first", panel_excludes_first),
        Guard("clock-running", clock_running, frozenset({"clock"})),
        Guard("rule-met", rule_met, frozenset({"rule"})),
        Guard("no-blocking-finding", no_blocking_finding),
        Guard("findings-settled", findings_settled),
        Guard("experts-seated", experts_seated),
        Guard("visit-reported", visit_reported),
        Guard("criteria-judged", criteria_judged),
        Guard("second-person", second_person),
        Guard("reviewers-enough", reviewers_enough),
        Guard("reviewers-agree", reviewers_agree),
        Guard("no-committee-asked", no_committee_asked),
        Guard("conditions-stated", conditions_stated),
        *(Guard(name, holds) for name, holds in exam_guards.HOLDS.items()),
        *(Guard(name, holds) for name, holds in foreign_guards.HOLDS.items()),
    )
}
"""Every guard that a table may name."""
