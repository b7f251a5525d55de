"""Until a case is decided nobody learns what an assessor found who has no need of it: by no page, paper, journal or export."""

from __future__ import annotations

import json

import pytest

from tanym.adapters.dossier import Dossier
from tanym.apps.accounts.holdings import holdings
from tanym.apps.privacy.plain_rows import kept
from tanym.apps.recognition.actions.uphold import uphold
from tanym.apps.recognition.case_papers.whole import whole
from tests.apps.recognition.test_case_on_paper import SITE
from tests.apps.recognition.test_decide import _heard as heard
from tests.apps.recognition.test_decide import second_panel
from tests.apps.recognition.test_two_assessors import marks, two

pytestmark = pytest.mark.django_db
__all__ = ["second_panel", "two"]

WORDS = "As timur saw it."
"""The reasons of the first of two assessors."""


def journal(made: Dossier) -> str:
    """The acts of the case as the paper carries them for a program."""
    return next(one.content.decode() for one in made.attachments if one.name == "journal.json")


def ways(walk, as_, name: str) -> dict[str, str]:
    """Everything that a reader can get of a case, by the way in which they get it."""
    walk.renew()
    base = f"/en/recognition/cases/{walk.case.public_id}/"
    made = whole(walk.case, walk.who(name), walk.at, SITE, "en")
    found = {
        "paper": repr(made.sections),
        "journal": journal(made),
        "export": json.dumps([kept(one, walk.who(name)).tables for one in holdings()], default=str),
        "my data": as_(name).get("/en/my-data/").content.decode(),
    }
    for path in ("", "handling/", "commission/", "minutes/"):
        found[path or "page"] = as_(name).get(base + path, follow=True).content.decode()
    return found


def knows(found: dict[str, str], words: str) -> set[str]:
    return {way for way, said in found.items() if words in said}


def test_no_way_leads_to_the_marks_of_another_blind_assessor(two, as_) -> None:
    marks(two, "timur", 0)
    for reader in ("aigul", "omar", "saule"):
        assert knows(ways(two, as_, reader), WORDS) == set(), reader
    assert knows(ways(two, as_, "timur"), WORDS) == {"page", "handling/"}


def test_once_both_have_handed_in_they_and_the_office_read_them_and_the_claimant_does_not(two, as_) -> None:
    marks(two, "timur", 0)
    marks(two, "omar", 0)
    assert "paper" in knows(ways(two, as_, "saule"), WORDS)
    assert "handling/" in knows(ways(two, as_, "omar"), WORDS)
    assert knows(ways(two, as_, "aigul"), WORDS) == set()


def test_the_only_assessor_is_not_read_by_the_claimant_before_the_decision_and_is_afterwards(
    walk, as_
) -> None:
    walk.to("commission", achieved=3)
    before = ways(walk, as_, "aigul")
    assert knows(before, "No evidence of it.") == set()
    assert '"not-achieved"' not in before["journal"]
    walk.decided("recognise-in-part", 3)
    after = knows(ways(walk, as_, "aigul"), "No evidence of it.")
    assert {"page", "paper", "export"} <= after


def test_an_export_names_what_it_does_not_hold_yet(walk) -> None:
    walk.to("commission")
    (room,) = [one for one in holdings() if one.room == "recognition"]
    row = kept(room, walk.who("aigul")).tables["Judgement"][0]
    assert row["handed_over_once_decided"] == ["achievement", "level", "reasons", "alone"]
    assert row["outcome"] in walk.outcomes
    walk.decided()
    row = kept(room, walk.who("aigul")).tables["Judgement"][0]
    assert "handed_over_once_decided" not in row
    assert row["achievement"] == "achieved"


def test_how_the_first_rates_the_evidence_is_on_no_paper_of_the_second(two) -> None:
    for reader, read in (("omar", False), ("aigul", False), ("saule", True)):
        evidence = whole(two.renew(), two.who(reader), two.at, SITE, "en").sections[1]
        assert ("The assessor’s view" in repr(evidence)) is read, reader


def test_of_an_act_that_says_how_was_judged_the_claimant_gets_the_commitment_alone(walk) -> None:
    walk.to("commission")
    rows = json.loads(journal(whole(walk.renew(), walk.who("aigul"), walk.at, SITE, "en")))
    assert all(one["commitment"] for one in rows)
    told = {one["act"]["action"] for one in rows if "act" in one}
    assert "recognition.submit" in told
    assert "recognition.judge" not in told


def test_what_a_second_panel_drafts_is_read_by_its_office_alone_before_it_decides(walk, second_panel) -> None:
    walk.to("decided", result="recognise-in-part", achieved=3).later(1)
    draft = {"result": "uphold", "reasons": "Nothing new was shown.", "language": "en"}
    lodged = heard(walk, second_panel, "uphold", draft)

    def read(name: str) -> tuple[bool, bool]:
        made = whole(walk.renew(), walk.who(name), walk.at, SITE, "en")
        return draft["reasons"] in repr(made.sections), '"uphold"' in journal(made)

    assert read("gaukhar") == (True, True)
    for name in ("aigul", "saule", "aliya"):
        assert read(name) == (False, False), name
    uphold(actor=walk.who("serik"), at=walk.at, appeal=lodged, revision=lodged.revision)
    assert read("aigul") == (True, True)


FORMS = (
    *("declare/", "interview/", "map/", "credits/", "said/case.meeting_offer/"),
    *(
        "commission/minutes/",
        "commission/seat/",
        "commission/vote/",
        "commission/recuse/",
        "commission/secretary/",
    ),
    *("commission/sign/national/", "commission/sign/scan/", "commission/left/"),
)


def test_whatever_the_claimant_sends_shows_no_page_of_the_work(walk, as_) -> None:
    walk.to("commission", achieved=3)
    walk.seated()
    walk.voted("recognise-in-part")
    walk.minuted("recognise-in-part", 3)
    base, client = f"/en/recognition/cases/{walk.case.public_id}/", as_("aigul")
    sent = {path: client.post(base + path, {}, follow=True) for path in FORMS}
    sent |= {path: client.get(f"{base}commission/sign/{path}") for path in ("", "text.json", "minutes.pdf")}
    assert not [path for path, one in sent.items() if b"No evidence of it." in one.content]
    assert sent["text.json"].status_code == sent["minutes.pdf"].status_code == 404
