"""Endorsements: asked by the author, confirmed at the organisation, public, revocable; evidence of need beside them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tanym.apps.audit.queries import history
from tanym.apps.endorsements.actions.ask import ask
from tanym.apps.endorsements.actions.confirm import confirm
from tanym.apps.endorsements.actions.decline import decline
from tanym.apps.endorsements.actions.revoke import revoke
from tanym.apps.endorsements.actions.take_back import take_back
from tanym.apps.endorsements.models import Endorsement
from tanym.apps.endorsements.queries import holds, pieces, public, subject, who_may_endorse
from tanym.apps.letters.models import Letter
from tanym.apps.organisations.actions.found import found
from tanym.apps.organisations.models import Membership, Organisation
from tanym.apps.qualifications.models import Version
from tanym.apps.registers.actions.enter import enter
from tanym.apps.registers.actions.suspend import suspend
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tanym.core.rules import Outcome

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(designs: None) -> Version:
    """An approved micro-qualification of Kokzhar, Dana's organisation."""
    found = Version.objects.filter(stage="approved", micro_qualification__owner__code="kokzhar").first()
    assert found is not None
    return found


@pytest.fixture
def qaraghai(country: Any) -> Organisation:
    return Organisation.objects.get(code="qaraghai")


@pytest.fixture
def asked(version: Version, qaraghai: Organisation, person: Any, at: Any) -> Endorsement:
    return ask(
        actor=person("dana"), at=at, version=version, endorser=qaraghai, message="Would you hire them?"
    )


def test_nobody_confirms_what_they_asked_for(asked, qaraghai, person, at) -> None:
    Membership.objects.create(
        person=person("dana"), organisation=qaraghai, role="employer", since=at.date() - timedelta(1)
    )
    with pytest.raises(Refused, match=r"endorsement\.own"):
        confirm(actor=person("dana"), at=at, endorsement=asked, statement={"en": "Yes"})
    assert confirm(actor=person("erlan"), at=at, endorsement=asked, statement={"en": "Yes"})


def test_an_employer_that_only_its_founder_has_named_endorses_nothing(version, person, at) -> None:
    made = found(actor=person("samal"), at=at, type="employer", names={"en": "Great Furniture"})
    with pytest.raises(InvalidValue, match=r"endorsement\.not-an-endorser"):
        ask(actor=person("dana"), at=at, version=version, endorser=made, message="Would you?")


def test_only_the_author_asks_and_only_the_organisation_answers(asked, version, qaraghai, person, at) -> None:
    with pytest.raises(NotPermitted):
        ask(actor=person("nurlan"), at=at, version=version, endorser=qaraghai, message="x")
    for name in ("dana", "asel", "marat"):
        with pytest.raises(NotPermitted):
            confirm(actor=person(name), at=at, endorsement=asked, statement={"en": "Yes"})
    kept = confirm(actor=person("erlan"), at=at, endorsement=asked, statement={"en": " Yes ", "ru": ""})
    assert (kept.state, kept.statement) == ("confirmed", {"en": "Yes"})
    assert [one.action for one in history(subject(kept))] == ["endorsements.ask", "endorsements.confirm"]
    assert set(Letter.objects.filter(about=subject(kept)).values_list("to__username", flat=True)) == {
        "erlan",
        "dana",
    }


def test_who_is_no_employer_is_not_asked_and_nobody_is_asked_twice(
    asked, version, qaraghai, person, at
) -> None:
    given = {"actor": person("dana"), "at": at, "version": version}
    for code in ("sayram", "kokzhar"):
        with pytest.raises(InvalidValue, match="not-an-endorser"):
            ask(**given, endorser=Organisation.objects.get(code=code), message="x")
    with pytest.raises(InvalidValue, match="no-message"):
        ask(**given, endorser=qaraghai, message="  ")
    with pytest.raises(Refused, match="asked-already"):
        ask(**given, endorser=qaraghai, message="Again?")
    take_back(actor=person("dana"), at=at, endorsement=asked)
    assert ask(**given, endorser=qaraghai, message="Again?").state == "asked"


def test_a_council_is_asked_only_while_its_register_has_it_in_force(version, person, at) -> None:
    council, zarina = Organisation.objects.get(code="it-council"), person("zarina")
    given = {"actor": person("dana"), "at": at, "version": version, "endorser": council, "message": "x"}
    with pytest.raises(InvalidValue, match="not-an-endorser"):
        ask(**given)
    words = {"en": "Order of the minister, no. 41"}
    entry = enter(
        actor=zarina,
        at=at,
        register="sectoral-councils",
        organisation=council,
        titles={},
        since=at.date(),
        content={},
        basis=words,
        reason={},
    )
    made = ask(**given)
    assert confirm(actor=person("sholpan"), at=at, endorsement=made, statement={"en": "Yes"}).pk
    suspend(actor=zarina, at=at, entry=entry, since=at.date(), reason=words, basis=words)
    assert council not in who_may_endorse(version.micro_qualification.owner, at.date())


def test_two_who_answer_at_once_find_one_answer(asked, person, at) -> None:
    decline(actor=person("erlan"), at=at, endorsement=asked, reason="Not our trade")
    with pytest.raises(Refused, match="answered-already"):
        confirm(actor=person("erlan"), at=at, endorsement=asked, statement={"en": "Yes"})


def test_a_word_holds_until_its_day_or_until_it_is_revoked_and_stays_visible(
    asked, version, person, at
) -> None:
    on, of = at.date(), version.micro_qualification
    with pytest.raises(InvalidValue, match="until"):
        confirm(
            actor=person("erlan"), at=at, endorsement=asked, statement={"en": "Yes"}, until=on - timedelta(1)
        )
    assert public(of, on) == []
    kept = confirm(actor=person("erlan"), at=at, endorsement=asked, statement={"en": "Yes"}, until=on)
    assert holds(kept, on)
    assert not holds(kept, on + timedelta(1))
    with pytest.raises(InvalidValue, match="no-reason"):
        revoke(actor=person("erlan"), at=at, endorsement=kept, reason=" ")
    kept = revoke(actor=person("erlan"), at=at, endorsement=kept, reason="The outcomes have changed")
    assert not holds(kept, on)
    assert public(of, on) == [kept]


def test_a_letter_of_an_employer_is_confirmed_by_the_employers_own_word(asked, version, person, at) -> None:
    content = version.content | {
        "need": {
            "type": "labour-market",
            "text": {"en": "Needed"},
            "evidence": [
                {
                    "source": "qaraghai",
                    "on": "2026-09-01",
                    "text": {"en": "We look for two."},
                    "kind": "employer-letter",
                    "occupation": "2511-1",
                    "outcomes": ["lo-1"],
                    "verified_by": "Career service",
                    "expires_on": "2028-09-01",
                }
            ],
        }
    }
    Version.objects.filter(pk=version.pk).update(content=content)
    version.refresh_from_db()

    def outcome() -> dict[str, Outcome]:
        (piece,) = pieces(version, at.date())
        return {one.rule: one.outcome for one in piece.report.findings}

    assert outcome()["LM-03"] is not Outcome.MET
    confirm(actor=person("erlan"), at=at, endorsement=asked, statement={"en": "Yes"})
    assert set(outcome().values()) == {Outcome.MET}


def test_the_way_through_the_pages(version, person, as_) -> None:
    dana, erlan = as_("dana"), as_("erlan")
    need = f"/en/endorsements/of/{version.public_id}/"
    assert dana.post(need, {"endorser": "sayram", "message": "x"}).status_code == 422
    assert (
        dana.post(need, {"endorser": "qaraghai", "message": "Would you hire <b>them</b>?"}).status_code == 302
    )
    made = Endorsement.objects.get()
    page = f"/en/endorsements/{made.public_id}/"
    assert version.titles["en"] in erlan.get("/en/endorsements/").content.decode()
    assert "&lt;b&gt;them" in erlan.get(page).content.decode()
    for name in ("asel", "samal", "marat"):
        assert as_(name).get(page).status_code == 404
    assert dana.post(page, {"do": "confirm", "statement-en": "We do"}).status_code == 403
    refused = erlan.post(page, {"do": "confirm", "until": "2020-01-01", "statement-en": "We do"})
    assert refused.status_code == 422
    assert "We do" in refused.content.decode()
    assert erlan.post(page, {"do": "confirm", "statement-en": "We would hire <i>all</i>"}).status_code == 302
    public_page = Client().get(f"/en/catalogue/{version.micro_qualification.code}/").content.decode()
    assert "We would hire &lt;i&gt;all" in public_page
    assert person("erlan").name("en") not in public_page
    assert erlan.post(page, {"do": "revoke", "reason": "Changed"}).status_code == 302
    public_page = Client().get(f"/en/catalogue/{version.micro_qualification.code}/").content.decode()
    assert "Changed" in public_page
    assert as_("asel").get(need).status_code == 404
    assert Client().get(page).status_code == 302
