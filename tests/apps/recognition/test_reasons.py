"""Reasons are picked from the library in the claimant's language; an organisation adds its own, and ends them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tanym.apps.organisations.queries import organisation
from tanym.apps.recognition.actions.add_reason import add_reason
from tanym.apps.recognition.actions.end_reason import end_reason
from tanym.apps.recognition.models import OwnReason
from tanym.apps.recognition.reason_library import library, reasons_for
from tanym.core.kernel.errors import InvalidValue, NotPermitted
from tanym.rulepacks.reasons import reasons

pytestmark = pytest.mark.django_db

WORDS = {"kk": "Жоба қорғалды.", "ru": "Проект защищён.", "en": "The project was defended."}


def _added(walk) -> OwnReason:
    return add_reason(
        actor=walk.who("saule"),
        at=walk.at,
        organisation=organisation("sayram"),
        finding="shown",
        kind="",
        words=WORDS,
    )


def _minutes(walk, **given: object) -> dict[str, object]:
    sent: dict[str, object] = {
        "revision": walk.renew().revision,
        "result": "recognise",
        "reasons": "As found.",
    }
    for o in range(5):
        sent |= {f"recognised_{o}": "yes", f"picked_{o}": ["evidence-together"]}
    return sent | given


def test_an_own_reason_comes_first_stands_there_once_and_can_be_ended(walk) -> None:
    added = _added(walk)
    assert _added(walk).pk == added.pk, "the same again"
    assert library(organisation("sayram"))[0].words == WORDS
    assert library(organisation("kokzhar")) == reasons(), "another organisation has its own"
    for _ in range(2):
        end_reason(actor=walk.who("saule"), at=walk.at, reason=added)
    assert library(organisation("sayram")) == reasons()


def test_only_the_office_adds_reasons_and_only_in_all_languages(walk) -> None:
    given = {"at": walk.at, "organisation": organisation("sayram"), "finding": "shown", "kind": ""}
    with pytest.raises(NotPermitted):
        add_reason(actor=walk.who("aliya"), words=WORDS, **given)
    with pytest.raises(InvalidValue, match=r"reasons\.malformed"):
        add_reason(actor=walk.who("saule"), words={"kk": "Жоба"}, **given)


def test_reasons_are_offered_by_the_evidence_that_is_linked_to_the_outcome(walk) -> None:
    walk.to("commission")
    found = reasons_for(walk.case)
    first, last = (found[walk.outcomes[n]] for n in (0, 4))
    assert "certificate-covers" in {one.code for one in first}
    assert {one.kind for one in last} == {None}, "to be shown in the interview: no evidence is linked"


def test_what_is_picked_stands_in_the_minutes_in_the_claimants_language_and_is_recorded(walk, as_) -> None:
    walk.to("commission").seated()
    walk.voted("recognise")
    claimant = walk.who("aigul")
    words = next(one.words for one in reasons() if one.code == "evidence-together")[claimant.language]
    page = reverse("recognition:write-minutes", args=[walk.case.public_id])
    saule = as_("saule")
    shown_again = saule.post(page, _minutes(walk, compose="yes", reasons_0="Own words."))
    assert f"Own words. {words}" in shown_again.content.decode()
    assert not walk.renew().commissions.get().draft, "nothing is kept yet"
    assert saule.post(page, _minutes(walk, reasons_0="Own words.")).status_code == 302
    draft = walk.renew().commissions.get().draft
    assert draft["findings"][0]["reasons"] == f"Own words. {words}"
    assert draft["picked"][walk.outcomes[0]] == ["evidence-together"]


def test_a_reason_against_the_finding_and_no_reason_at_all_are_said_at_the_field(walk, as_) -> None:
    walk.to("commission").seated()
    walk.voted("recognise")
    page = reverse("recognition:write-minutes", args=[walk.case.public_id])
    for wrong in ({"picked_1": ["nothing-given"]}, {"picked_1": []}):
        assert as_("saule").post(page, _minutes(walk, **wrong)).status_code == 422
    assert not walk.renew().commissions.get().draft


def test_the_office_tends_the_library_on_its_page(walk, as_) -> None:
    saule, there = as_("saule"), reverse("recognition:reasons", args=["sayram"])
    assert saule.get(there).status_code == 200
    given = {"finding": "shown", "kind": "work-sample", **WORDS}
    assert saule.post(f"{there}add/", {**given, "kk": ""}).status_code == 422
    assert saule.post(f"{there}add/", given).status_code == 302
    added = OwnReason.objects.get()
    end = reverse("recognition:end-reason", args=["sayram", added.public_id])
    assert as_("aliya").post(end).status_code == 404
    assert saule.post(end).status_code == 302
    assert saule.post(end.replace("sayram", "kokzhar")).status_code == 404
