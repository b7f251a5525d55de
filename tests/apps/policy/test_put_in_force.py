"""Putting a version of a pack in force: two people, from a day on, every version kept, old reports as they were."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tanym.apps.policy.actions.adopt import adopt
from tanym.apps.policy.actions.check import check
from tanym.apps.policy.actions.put_in_force import put_in_force
from tanym.apps.policy.models import InForce
from tanym.apps.policy.queries import holds, in_force, pack_of, reports_under, stack, versions
from tanym.core.kernel.errors import Refused
from tanym.core.rules import Outcome, read_pack

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]
PACK, VALUE = "kz-illustration", "volume.highest-credits"
FACTS = {"design.minutes": 400 * 15, "design.credits": 400}


def lowered(to: int, since: date):
    """The illustrative pack with another upper limit of credits from a day on."""
    row = in_force(PACK, date(2026, 11, 21))
    assert row is not None
    files = {name: dict(content) for name, content in pack_of(row.bundle_id).files.items()}
    line = {"since": since, "value": to, "cites": ["illustration, largest volume [E]"]}
    kept = files["volume.toml"]["value"][VALUE]["dated"]
    files["volume.toml"] = {"value": {VALUE: {"dated": [*kept, line]}}}
    return read_pack(files)


def put(person, at, pack, since, **other):
    given = {"actor": person("baurzhan"), "authors": [person("gulnar")], "reason": {"en": "A trial."}} | other
    return put_in_force(at=at, pack=pack, since=since, draft="a-draft", **given)


def test_from_its_day_on_the_new_version_holds_and_before_it_the_old_one(person, at) -> None:
    day = at.date() + timedelta(days=100)
    made = put(person, at, lowered(3, day), day)
    before, after = stack(day - timedelta(days=1), "kokzhar"), stack(day, "kokzhar")
    assert (before.value(VALUE), after.value(VALUE)) == (1000, 300)
    assert versions(PACK)[0].pk == made.pk
    assert len(versions(PACK)) == 2


def test_a_report_made_under_the_old_version_is_computed_again_to_the_same_bytes(person, at) -> None:
    today = at.date()
    old, found = check(
        at=at, on=today, subject="design", facts=FACTS, of="test.thing:1", institution="kokzhar"
    )
    assert found.finding("MQ-08").outcome is Outcome.MET
    made = put(person, at, lowered(3, today), today)
    new, found = check(
        at=at, on=today, subject="design", facts=FACTS, of="test.thing:1", institution="kokzhar"
    )
    finding = found.finding("MQ-08")
    assert (finding.outcome, str(finding.severity)) == (Outcome.NOT_MET, "warn")  # illustrative: never blocks
    assert old.digest != new.digest
    assert holds(old)
    assert holds(new)
    assert reports_under(made.bundle_id).first() == new


def test_nobody_approves_what_they_wrote(person, at) -> None:
    with pytest.raises(Refused, match=r"pack\.approver-is-author"):
        put(person, at, lowered(3, at.date()), at.date(), actor=person("gulnar"))
    with pytest.raises(Refused, match=r"pack\.without-author"):
        put(person, at, lowered(3, at.date()), at.date(), authors=[])
    with pytest.raises(IntegrityError), transaction.atomic():
        InForce.objects.create(
            pack=PACK, bundle_id=versions(PACK)[0].bundle_id, since=at.date(), origin="workshop", at=at,
            released_by=person("gulnar"), approved_by=person("gulnar"),
        )  # fmt: skip


def test_no_day_that_has_passed_and_no_text_that_holds_already(person, at) -> None:
    yesterday = at.date() - timedelta(days=1)
    with pytest.raises(Refused, match=r"pack\.before-approval"):
        put(person, at, lowered(3, yesterday), yesterday)
    same = pack_of(versions(PACK)[0].bundle_id)
    with pytest.raises(Refused, match=r"pack\.in-force-already"):
        put(person, at, same, at.date())


def test_no_version_begins_before_one_that_is_approved_already(person, at) -> None:
    later, sooner = (at.date() + timedelta(days=days) for days in (100, 50))
    put(person, at, lowered(3, later), later)
    with pytest.raises(Refused, match=r"pack\.before-latest"):
        put(person, at, lowered(9, sooner), sooner)
    made = put(person, at, lowered(9, later), later)
    assert stack(later).value(VALUE) == 900
    assert in_force(PACK, later).pk == made.pk


def test_a_new_release_does_not_push_aside_what_the_country_decided(person, at) -> None:
    day = at.date()
    decided = put(person, at, lowered(3, day), day)
    newer = lowered(9, day + timedelta(days=1))
    assert adopt(at=at, packs=[newer], origin=InForce.Origin.DISTRIBUTION) == 0
    assert versions(PACK)[0].pk == decided.pk


def test_a_newer_text_of_a_release_holds_from_the_day_it_is_taken_over(at) -> None:
    day = at.date()
    assert adopt(at=at, packs=[lowered(9, day)], origin=InForce.Origin.SAMPLE) == 1
    assert stack(day).value(VALUE) == 900
    assert stack(day - timedelta(days=1)).value(VALUE) == 1500
