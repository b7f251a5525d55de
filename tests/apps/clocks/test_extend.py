"""Who may extend a term, what is refused, and two who extend at once."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override

from tanym.apps.accounts.queries import person as find
from tanym.apps.clocks.actions.extend import extend
from tanym.apps.clocks.kinds import kind_of, kinds
from tanym.apps.clocks.models import Term
from tanym.apps.clocks.permissions import table
from tanym.apps.letters.models import Letter
from tanym.apps.organisations.permissions import may
from tanym.apps.organisations.queries import organisation
from tanym.core.kernel.errors import NotFound, NotPermitted, Refused
from tests.apps.clocks.conftest import moment
from tests.apps.test_at_once import one_wins

pytestmark = pytest.mark.django_db

ON = date(2026, 8, 20)
CAST = ("aigul", "samal", "dana", "omar", "zhanar", "marat", "gulnar", "erlan", "askar", "madina", "chiara")
AT_SAYRAM = {"saule": True, "aliya": True, "timur": False, "rustem": False}


@pytest.fixture
def decide(walk, today) -> str:
    """A case whose papers are accepted on Thursday 20 August: the decision is due on Friday 18 September."""
    walk.submitted()
    walk.at = today(ON)
    walk.accepted()
    assert Term.objects.get(clock="decide").due_on == date(2026, 9, 18)
    return f"recognition.case:{walk.case.public_id}"


def _extend(subject: str, by: str = "saule", **given: object) -> None:
    extend(
        **{
            "actor": find(by),
            "at": moment(ON),
            "subject": subject,
            "clock": "decide",
            "until": date(2026, 9, 25),
            "reason": "The provider has not answered yet",
            **given,
        }
    )


def test_only_the_office_of_the_case_may_extend(country: None) -> None:
    sayram = organisation("sayram")
    for prefix in ("recognition.case", "recognition.appeal"):
        for name, allowed in {**dict.fromkeys(CAST, False), **AT_SAYRAM}.items():
            assert may(table(prefix), "extend", find(name), ON, at=sayram) is allowed, name
    centre = organisation("national-centre")
    for name, allowed in {"marat": True, "saule": False, "dana": False, "aigul": False}.items():
        assert may(table("qualifications.version"), "extend", find(name), ON, at=centre) is allowed
    assert all(table(prefix)["run"] == frozenset() for prefix in kinds())


@pytest.mark.parametrize("by", ["aigul", "timur", "aliya", "marat"])
def test_who_is_not_the_party_that_the_pack_names_is_refused(decide: str, by: str) -> None:
    with pytest.raises(NotPermitted):
        _extend(decide, by)
    assert Term.objects.get(clock="decide").due_on == date(2026, 9, 18)
    assert not Letter.objects.filter(subject__en__startswith="A later answer").exists()


def test_what_is_not_there_is_not_extended(decide: str) -> None:
    with pytest.raises(Refused, match=r"clock\.not-running"):
        _extend(decide, clock="completeness")
    with pytest.raises(NotFound):
        _extend("recognition.case:0197f7a2-0000-4000-8000-000000000000")
    with pytest.raises(NotFound, match=r"clocks\.unknown-kind"):
        kind_of("nothing.here:1")


def test_a_page_that_shows_an_older_day_is_told(decide: str) -> None:
    with pytest.raises(Refused, match="changed-meanwhile"):
        _extend(decide, due=date(2026, 9, 17))


def test_the_form_is_there_only_for_who_may_use_it(decide: str, as_) -> None:
    def form(clock: str, public_id: str = decide.partition(":")[2], prefix: str = "recognition.case") -> str:
        with override("kk"):
            return reverse("clocks:extend", args=[prefix, public_id, clock])

    assert as_("saule").get(form("decide")).status_code == 200
    assert as_("saule").get(form("completeness")).status_code == 404
    assert as_("saule").get(form("decide", prefix="nothing.here")).status_code == 404
    assert as_("saule").get(form("decide", "0197f7a2-0000-4000-8000-000000000000")).status_code == 404
    for name in ("aigul", "timur", "marat", "samal"):
        assert as_(name).get(form("decide")).status_code == 404
        sent = {"until": "2026-09-25", "reason": "w", "due": "2026-09-18"}
        assert as_(name).post(form("decide"), sent).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_of_two_who_extend_at_once_one_is_told(decide: str) -> None:
    code = one_wins(
        lambda: _extend(decide, "saule", until=date(2026, 9, 24)),
        lambda: _extend(decide, "gaukhar", until=date(2026, 9, 25)),
    )
    assert code == "clock.extended-already"
    assert Letter.objects.filter(subject__en__startswith="A later answer").count() == 1
