"""Checking by the rules in force and keeping the report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from tanym.apps.policy import queries
from tanym.apps.policy.actions.check import check
from tanym.apps.policy.models import CheckReport, PackBundle
from tanym.apps.policy.queries import calendar, holds, procedure, reopened, report, stack
from tanym.core.kernel.errors import NotFound
from tanym.core.rules import Outcome, read_vocabulary, resolve
from tanym.core.rules.blocks import functions
from tanym.core.rules.bundle import read_bundle
from tanym.rulepacks.loader import vocabulary_files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("country")]
TODAY = date(2026, 11, 21)
FACTS = {"design.minutes": 4500, "design.credits": 300, "design.checked_on": TODAY}


def test_a_report_is_kept_under_its_digest_and_computed_again(at: datetime) -> None:
    kept, found = check(at=at, on=TODAY, subject="design", facts=FACTS, of="test.thing:1")
    assert kept.digest == found.digest
    assert holds(report(kept.digest))
    assert reopened(kept)[1] == found


def test_the_same_check_is_one_report(at: datetime) -> None:
    for _ in range(2):
        check(at=at, on=TODAY, subject="design", facts=FACTS, of="test.thing:1")
    assert CheckReport.objects.count() == 1


def test_the_packs_of_a_report_are_kept_and_read_back(at: datetime) -> None:
    check(at=at, on=TODAY, subject="design", facts=FACTS, of="test.thing:1", institution="kokzhar")
    kept = {one.pack: one for one in PackBundle.objects.all()}
    assert {"eu", "recognition", "kz", "kokzhar"} <= set(kept)
    assert "pack.toml" in read_bundle(bytes(kept["kz"].content))


def test_a_later_release_computes_an_earlier_report_with_the_facts_and_functions_of_its_own_day(
    at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = FACTS | {"design.stack_links": [["a", "b"]]}
    kept, found = check(at=at, on=TODAY, subject="design", facts=facts, of="test.thing:1")
    outcome = found.finding("MQ-23").outcome
    released = vocabulary_files() | {"more.facts.toml": {"subject": "design"}}
    monkeypatch.setattr(queries, "vocabulary", lambda: read_vocabulary(released))
    one = functions._VERSIONS["no-cycle"][1]
    turned = replace(one, test=lambda **_: Outcome.MET if outcome is not Outcome.MET else Outcome.NOT_MET)
    monkeypatch.setitem(functions._VERSIONS, "no-cycle", {1: one, 2: turned})
    for kept_in_memory in (queries._reopened, queries._resolved_then):
        kept_in_memory.cache_clear()
    assert holds(kept)
    assert reopened(kept)[1].finding("MQ-23").outcome is outcome
    new = resolve(reopened(kept)[0].packs, TODAY, read_vocabulary(released), 2)
    assert new.rules["MQ-23"].outcome(found.facts) is not outcome


def test_an_institution_tightens_what_the_nation_allows() -> None:
    facts = FACTS | {"design.credits": 1500, "design.minutes": 1500 * 15}
    outcomes = {}
    for institution in (None, "kokzhar"):
        by = stack(TODAY, institution)
        outcomes[institution] = by.rules["MQ-08"].outcome(facts)
    assert outcomes == {None: Outcome.MET, "kokzhar": Outcome.NOT_MET}


def test_days_between_two_changes_of_law_share_a_stack() -> None:
    assert stack(date(2026, 11, 20)) is stack(date(2026, 11, 21))


def test_an_institution_without_a_pack_follows_the_nation() -> None:
    assert stack(TODAY, "tobyl").digests == stack(TODAY).digests
    assert stack(TODAY, "../kz").digests == stack(TODAY).digests


def test_the_terms_of_a_procedure_come_from_the_body_that_decides() -> None:
    of = procedure("approval", TODAY, "national-centre")
    assert of.lengths_needed() == ("approval.review-within",)
    assert stack(TODAY, "national-centre").value("approval.review-within") is not None
    assert calendar().jurisdiction == "KZ"


def test_an_unknown_report_is_not_found() -> None:
    with pytest.raises(NotFound, match=r"report.unknown"):
        report("0" * 64)
