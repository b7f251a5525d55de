"""The facts of a document that its holder shares, and what the rules on use then say."""

from __future__ import annotations

from datetime import date

from tanym import rulepacks
from tanym.core.credentials.reading import Plain, Shown, Statement
from tanym.core.credentials.use_facts import Sharing, use_facts
from tanym.core.rules import Outcome, Severity, check

DAY = date(2026, 3, 1)
LAW = rulepacks.stack(rulepacks.load(["eu"]), DAY)
PLAIN = Plain(
    names={"passport": "SEIITOVA AIGUL"},
    can=(Statement({"en": "Cleans a table"}),),
    shown=(Shown("practical-task"),),
    issued_by={"en": "Kokzhar University"},
    credits=2.0,
)
LINK = Sharing("1", DAY, None)


def said(
    *links: Sharing, formats: tuple[str, ...] = ("json-ld", "pdf")
) -> dict[str, tuple[Outcome, Severity]]:
    facts = use_facts(PLAIN, links, formats=formats, labels={"kk": "Берген", "en": "Issued by"})
    return {one.rule: (one.outcome, one.severity) for one in check(LAW, "use", facts, DAY).findings}


def test_a_document_that_is_shared_by_a_link_meets_what_blocks() -> None:
    found = said(LINK)
    assert {found[rule][0] for rule in ("US-01", "US-02", "US-03")} == {Outcome.MET}


def test_without_any_link_there_is_nothing_to_ask_of_sharing() -> None:
    assert said()["US-02"][0] is Outcome.NOT_APPLICABLE


def test_a_document_that_nobody_can_take_along_stands_in_the_way() -> None:
    assert said(LINK, formats=())["US-01"] == (Outcome.NOT_MET, Severity.BLOCK)
    assert said(LINK, formats=("pdf",))["US-01"] == (Outcome.NOT_MET, Severity.WARN)


def test_the_level_stands_below_the_half_page_and_no_verification_is_logged() -> None:
    found = said(LINK)
    assert found["US-04"] == (Outcome.NOT_MET, Severity.INFO)
    assert found["US-06"] == (Outcome.NOT_MET, Severity.WARN)


def test_nobody_has_a_path_to_order_yet() -> None:
    assert said(LINK)["US-05"][0] is Outcome.UNDECIDED
