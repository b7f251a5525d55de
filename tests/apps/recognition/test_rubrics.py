"""Levels of outcomes: the registrar sets them, the claimant reads them beforehand, the assessor marks by them."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tanym.apps.accounts.queries import person as find
from tanym.apps.audit.models import Act
from tanym.apps.qualifications.actions.set_rubric import set_rubric
from tanym.apps.recognition.actions.apply import apply
from tanym.apps.recognition.actions.judge import judge
from tanym.core.kernel.errors import InvalidValue, NotPermitted
from tests.apps.recognition.conftest import Walk

pytestmark = pytest.mark.django_db

LINES = {"kk": "көмекпен\nөздігінен", "ru": "с помощью\nсам", "en": "with help\nalone"}


def set_levels(discipline, by: str = "rustem", **lines: str) -> None:
    first = discipline.outcomes[0]["id"]
    set_rubric(
        actor=find(by), at=timezone.localtime(), discipline=discipline, rubrics={first: {**LINES, **lines}}
    )


def test_new_cases_are_judged_by_the_levels_and_open_ones_keep_theirs(discipline) -> None:
    at = timezone.localtime()
    before = Walk(apply(actor=find("aigul"), at=at, discipline=discipline), at)
    set_levels(discipline)
    discipline.refresh_from_db()
    after = Walk(apply(actor=find("samal"), at=at, discipline=discipline), at)
    assert "levels" not in before.case.target["outcomes"][0]
    assert [one["text"]["en"] for one in after.case.target["outcomes"][0]["levels"]] == ["with help", "alone"]


def test_the_assessor_marks_a_level_and_the_claimant_has_read_them(discipline, as_) -> None:
    set_levels(discipline)
    discipline.refresh_from_db()
    at = timezone.localtime()
    walk = Walk(apply(actor=find("aigul"), at=at, discipline=discipline), at)
    public = as_("aigul").get("/en/recognition/towards/sayram/data-analysis-intro/").content.decode()
    draft = as_("aigul").get(f"/en/recognition/cases/{walk.case.public_id}/").content.decode()
    for page in (public, draft):
        assert "with help" in page
    walk.to("assessment")
    page = as_("timur").get(f"/en/recognition/cases/{walk.case.public_id}/handling/").content.decode()
    assert "Level of the rubric" in page
    assert "alone" in page
    given = {"outcome": walk.outcomes[0], "achievement": "achieved", "reasons": "Alone, twice."}
    with pytest.raises(InvalidValue, match=r"judgement\.level"):
        walk.act(judge, "timur", **given, level="l9")
    walk.act(judge, "timur", **given, level="l2")
    assert walk.case.judgements.get().level == "l2"


def test_only_the_registrar_of_the_organisation_sets_them(discipline) -> None:
    for name in ("timur", "saule", "zhanar", "aigul"):
        with pytest.raises(NotPermitted):
            set_levels(discipline, by=name)


def test_a_rubric_that_one_language_does_not_say_is_refused_and_shown_again(discipline, as_) -> None:
    page = "/en/designs/disciplines/sayram/data-analysis-intro/levels/"
    first = discipline.outcomes[0]["id"]
    sent = {f"{first}-{language}": text for language, text in LINES.items()}
    assert as_("rustem").get(page).status_code == 200
    wrong = as_("rustem").post(page, {**sent, f"{first}-ru": "сам"})
    assert wrong.status_code == 422
    assert "Level 2 is not written in every language" in wrong.content.decode()
    for _twice in range(2):
        assert as_("rustem").post(page, sent).status_code == 302
    assert Act.objects.filter(action="qualifications.set_rubric").count() == 1
    assert as_("timur").get(page).status_code == 403
    assert as_("rustem").get(page.replace("data-analysis-intro", "nothing")).status_code == 404


def test_taking_them_away_leaves_the_outcome_as_it_was(discipline) -> None:
    before = discipline.outcomes
    set_levels(discipline)
    set_levels(discipline, kk="", ru="", en="")
    discipline.refresh_from_db()
    assert discipline.outcomes == before
