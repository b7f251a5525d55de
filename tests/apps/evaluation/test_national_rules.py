"""The rules of the national information centre are asked of a foreign document, and only warn."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tanym.apps.evaluation.actions.add_source import Looked, add_source
from tanym.apps.evaluation.actions.describe import describe
from tanym.apps.evaluation.national_rules import said
from tanym.core.kernel.errors import InvalidValue
from tanym.core.recognition.foreign.authenticity import Standing
from tests.apps.evaluation.conftest import AWARDED, DESCRIBED

pytestmark = pytest.mark.django_db


def found(walk) -> dict[str, str]:
    walk.renew()
    answers = said(walk.case, walk.kept, walk.at.date())
    return {one.rule: "no" if one.not_met else "open" if one.undecided else "yes" for one in answers.shown}


def test_a_certificate_of_a_course_without_papers_is_warned_of(walk, as_) -> None:
    walk.to("evaluation")
    assert (found(walk)["KZ-FD-01"], found(walk)["KZ-FD-02"]) == ("no", "open"), (
        "nobody has looked for papers"
    )
    walk.act(describe, "ainash", described=replace(DESCRIBED, papers=("translation",)))
    assert found(walk)["KZ-FD-02"] == "open", "nobody has looked for the copy"
    walk.act(describe, "ainash", described=replace(DESCRIBED, absent=("legalised-copy",)))
    assert found(walk)["KZ-FD-02"] == "no", "it was looked for and is not there"
    page = as_("ainash").get(f"/en/evaluation/cases/{walk.case.public_id}/").content.decode()
    assert "If it goes to the national information centre" in page


def test_a_diploma_with_every_paper_that_was_checked_meets_them(walk) -> None:
    walk.to("evaluation")
    diploma = replace(DESCRIBED, kind="qualification", papers=("translation", "legalised-copy"))
    walk.act(describe, "ainash", described=diploma)
    assert found(walk)["KZ-FD-03"] == "open", "nobody has looked at it yet"
    walk.looked_up()
    assert found(walk)["KZ-FD-03"] == "open", "nobody has looked at the document itself"
    walk.looked_into()
    assert found(walk) == {"KZ-FD-01": "yes", "KZ-FD-02": "yes", "KZ-FD-03": "yes"}


def test_a_source_that_speaks_of_another_day_has_not_shown_the_right_to_teach(walk) -> None:
    walk.to("evaluation")
    walk.looked_into()
    other = Looked("Ministry of universities", True, Standing.RECOGNISED, AWARDED - timedelta(days=30))
    walk.act(add_source, "ainash", looked=other)
    assert found(walk)["KZ-FD-03"] == "no"


def test_no_other_paper_is_put_down(walk) -> None:
    walk.to("evaluation")
    with pytest.raises(InvalidValue, match=r"evaluation\.papers"):
        walk.act(describe, "ainash", described=replace(DESCRIBED, papers=("photo",)))
    both = replace(DESCRIBED, papers=("translation",), absent=("translation",))
    with pytest.raises(InvalidValue, match=r"evaluation\.papers"):
        walk.act(describe, "ainash", described=both)


def test_the_form_asks_of_each_paper_whether_anybody_looked(walk, as_) -> None:
    walk.to("evaluation")
    page = as_("ainash").get(f"/en/evaluation/cases/{walk.case.public_id}/").content.decode()
    assert "Nobody has looked yet" in page
    assert all(page.count(f'name="paper_{name}"') == 3 for name in ("translation", "legalised-copy"))
    sent = {
        "revision": walk.renew().revision,
        "kind": "qualification",
        "mode": "onsite",
        "institution": "Università di Monteverde",
        "country": "IT",
        "award_day": AWARDED.isoformat(),
        "paper_translation": "given",
        "paper_legalised-copy": "absent",
    }
    answer = as_("ainash").post(f"/en/evaluation/cases/{walk.case.public_id}/credential/", sent)
    assert answer.status_code == 302
    walk.renew()
    assert (walk.kept.papers, walk.kept.papers_absent) == (["translation"], ["legalised-copy"])
