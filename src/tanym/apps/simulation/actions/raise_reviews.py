"""Ask for the review of every published micro-qualification that the rules of a day find short."""

from __future__ import annotations

from datetime import date, datetime

from tanym.apps.jobs.kinds import Progress
from tanym.apps.policy.queries import contents_of_reports, institution_packs, stack, waivers
from tanym.apps.qualifications.actions.ask_review import ask_review
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.queries import reviews_left_over, reviews_open, subject_of
from tanym.apps.simulation import records
from tanym.apps.simulation.asking import Asking
from tanym.apps.simulation.falling_short import due, newly_short
from tanym.apps.simulation.records import Block
from tanym.core.rules.columnwise import Told

FAILING = (Told.NOT_MET, Told.WEAKLY_NOT_MET)


def raise_reviews(*, at: datetime, on: date, progress: Progress = lambda steps, of: None) -> int:
    """Open, bring up to date and close reviews by the rules in force on `on`; returns how many were opened.

    The act of the platform, when a version of a pack is approved and once a day; run twice, it does nothing more.
    """
    asking: dict[str, Asking] = {}
    opened, so_far, of = 0, 0, records.number(on)
    own = sorted({one.institution for one in institution_packs(on)} - {""})
    for block in records.blocks(on, own):
        if block.institution not in asking:
            asking[block.institution] = Asking(on, [stack(on, block.institution or None)])
        opened += _block(block, asking[block.institution], at, on)
        so_far += len(block.records)
        progress(so_far, of)
    for version in reviews_left_over():
        ask_review(at=at, version=version, rules=[], on=on)
    return opened


def _block(block: Block, asking: Asking, at: datetime, on: date) -> int:
    by = stack(on, block.institution or None)
    (rules,) = asking.rules
    columns, told = asking.told(block, rules.values())
    answers = [(rule, told[id(rule)]) for rule in rules.values()]
    failing = {
        place: found
        for place in range(len(block.records))
        if place not in columns.unread
        and (found := [(rule, Told(some[place])) for rule, some in answers if some[place] in FAILING])
    }
    already = reviews_open([one.pk for one in block.records])
    reports = contents_of_reports({block.records[place].report for place in failing} - {""})
    versions = Version.objects.select_related(
        "micro_qualification__owner", "submitted_by", "edited_by"
    ).in_bulk([block.records[place].pk for place in failing] + list(already))
    opened = 0
    for place, record in enumerate(block.records):
        if record.pk not in versions:
            continue
        version = versions[record.pk]
        short = newly_short(
            failing.get(place, ()), reports.get(record.report), by, on, waivers(subject_of(version), on)
        )
        if not short and record.pk not in already:
            continue
        first = date.fromisoformat(min((one["since"] for one in short), default=on.isoformat()))
        ask_review(at=at, version=version, rules=short, on=on, due_on=due(first, by))
        opened += bool(short) and record.pk not in already
    return opened
