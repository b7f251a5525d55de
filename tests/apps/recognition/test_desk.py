"""The desk: whom a case waits for is written down with every change; pages of it are read without touching the rest."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from tanym.apps.accounts.queries import person as find
from tanym.apps.recognition import desk
from tanym.apps.recognition.actions.appeal import appeal
from tanym.apps.recognition.actions.withdraw import withdraw
from tanym.apps.recognition.models import Awaited, Pending, RecognitionCase
from tanym.apps.recognition.pending import NEVER, fill
from tanym.core.kernel.errors import InvalidValue

pytestmark = pytest.mark.django_db


def _awaited(case: RecognitionCase) -> set[str]:
    rows = Awaited.objects.filter(pending__case=case).select_related("person")
    return {row.person.username if row.person else f"any {row.role}" for row in rows}


def _mine(name: str, on: date, **wanted: object) -> set[int]:
    reach = desk.reach(find(name), on)
    return {row.case_id for row in desk.page(reach, desk.Wanted(**wanted), on).rows}


def test_a_case_waits_for_just_those_whose_turn_it_is(walk) -> None:
    told = {"draft": _awaited(walk.case)}
    for step, stage in (
        (walk.submitted, "completeness"),
        (walk.accepted, "mapping"),
        (walk.mapped, "interview"),
        (walk.interviewed, "assessment"),
        (walk.judged, "commission"),
        (walk.decided, "decided"),
    ):
        step()
        told[stage] = _awaited(walk.case)
    assert told == {
        "draft": set(),
        "completeness": {"any secretary"},
        "mapping": {"timur"},
        "interview": {"timur"},
        "assessment": {"timur"},
        "commission": {"any secretary"},
        "decided": {"any registrar"},
    }


def test_members_are_waited_for_until_they_have_voted(walk) -> None:
    walk.to("commission").seated()
    assert _awaited(walk.case) >= {"aliya", "bolat", "kamila", "any secretary"}
    walk.voted("recognise", by=("bolat",))
    assert "bolat" not in _awaited(walk.case)
    assert _awaited(walk.case) >= {"aliya", "kamila"}


def test_a_case_that_is_over_is_on_no_desk_and_among_those_that_ended(walk) -> None:
    case = walk.to("mapping").case
    assert case.pk in _mine("saule", walk.at.date(), whose=desk.OPEN)
    walk.act(withdraw, "aigul")
    assert case.pk not in _mine("saule", walk.at.date(), whose=desk.OPEN)
    ended = desk.page(desk.reach(find("saule"), walk.at.date()), desk.Wanted(desk.ENDED), walk.at.date())
    assert case.pk in {one.pk for one in ended.cases}
    assert not Pending.objects.filter(case=case).exists()


def test_an_appeal_stands_on_the_desk_beside_its_case(walk) -> None:
    case = walk.to("decided", result="refuse", achieved=0).case
    walk.act(appeal, "aigul", grounds="The report was not read.")
    rows = Pending.objects.filter(case=case)
    assert {row.appeal is not None for row in rows} == {True, False}
    assert "any secretary" in _awaited(case)


def test_a_stranger_and_the_claimant_have_nothing_on_their_desks(walk) -> None:
    walk.to("mapping")
    for name in ("aigul", "omar", "zhanar", "marat"):
        assert not _mine(name, walk.at.date(), whose=desk.OPEN)
        assert not _mine(name, walk.at.date())


def test_pages_follow_each_other_without_a_gap_or_a_repetition(walk, monkeypatch) -> None:
    case = walk.to("mapping").case
    monkeypatch.setattr(desk, "A_PAGE", 3)
    _copies(case, 8, walk.at.date())
    on, reach = walk.at.date(), desk.reach(find("timur"), walk.at.date())
    for whose in (desk.MINE, desk.OPEN):
        seen, after = [], ""
        while True:
            page = desk.page(reach, desk.Wanted(whose=whose, after=after), on)
            seen += [row.pk for row in page.rows]
            after = page.next
            if not after:
                break
        everything = list(Pending.objects.filter(case__assessor=find("timur")).values_list("pk", flat=True))
        assert seen == everything, whose


def test_a_page_asks_the_same_number_of_questions_however_many_cases_there_are(
    walk, as_, django_assert_max_num_queries
) -> None:
    case = walk.to("mapping").case
    client = as_("timur")
    with override("en"):
        address = reverse("recognition:desk")
    client.get(address)
    with django_assert_max_num_queries(40) as few:
        client.get(address)
    _copies(case, 30, walk.at.date())
    with django_assert_max_num_queries(len(few)):
        assert client.get(address).content.count(b"<tr") > 30


def test_only_what_is_late_and_only_one_procedure_can_be_asked_for(walk) -> None:
    case = walk.to("mapping").case
    due = Pending.objects.get(case=case).due_on
    assert due != NEVER
    assert case.pk not in _mine("timur", due, late=True)
    assert case.pk in _mine("timur", due + timedelta(days=1), late=True)
    assert case.pk in _mine("timur", due, procedure="academic", stage="mapping")
    assert case.pk not in _mine("timur", due, procedure="professional")


@pytest.mark.parametrize("after", ["yesterday.1", "2026-11-21", "2026-11-21.x", "."])
def test_a_place_that_no_page_gave_is_refused(person, at, after: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        desk.page(desk.reach(person("saule"), at.date()), desk.Wanted(desk.OPEN, after=after), at.date())
    assert refused.value.code == "desk.place"


def test_what_was_open_before_lists_were_kept_is_written_down_once(walk) -> None:
    case = walk.to("mapping").case
    before = _awaited(case)
    Pending.objects.all().delete()
    fill()
    assert _awaited(case) == before


def _copies(case: RecognitionCase, number: int, on: date) -> None:
    """More cases at the same place, with other numbers and last days."""
    row = Pending.objects.get(case=case)
    waiter = row.awaited.get()
    for n in range(number):
        fields = {one.attname: getattr(case, one.attname) for one in RecognitionCase._meta.concrete_fields}
        for name in ("id", "public_id"):
            fields.pop(name)
        copy = RecognitionCase.objects.create(**{**fields, "number": f"2026-9{n:03d}"})
        due = on + timedelta(days=n % 4)
        pending = Pending.objects.create(
            subject=f"recognition.case:{copy.public_id}",
            case=copy,
            organisation=case.organisation,
            procedure=row.procedure,
            stage=row.stage,
            due_on=due,
        )
        Awaited.objects.create(
            pending=pending, person=waiter.person, role="", organisation=case.organisation, due_on=due
        )


def test_a_case_is_found_by_its_number_and_by_a_part_of_the_name(walk, as_) -> None:
    case, saule = walk.to("mapping").case, as_("saule")
    aigul = find("aigul")
    for words in (
        case.number,
        f"№ {case.number}",
        aigul.name_kk.split()[0].lower(),
        aigul.name_passport[:5].upper(),
    ):
        answer = saule.post("/en/recognition/desk/", {"words": words})
        assert case.number in answer.content.decode(), words
        assert "after=" not in answer.content.decode()
    assert case.number not in saule.post("/en/recognition/desk/", {"words": "Nobody"}).content.decode()
    walk.act(withdraw, "aigul")
    assert case.number in saule.post("/en/recognition/desk/", {"words": case.number}).content.decode()
    assert case.number not in as_("viktor").post(
        "/en/recognition/desk/", {"words": case.number}
    ).content.decode().replace(f'value="{case.number}"', "")


def test_a_desk_is_narrowed_to_a_step(walk, as_) -> None:
    case, saule = walk.to("mapping").case, as_("saule")
    page = saule.get("/en/recognition/desk/?show=open").content.decode()
    assert '<option value="mapping">' in page
    assert case.number in saule.get("/en/recognition/desk/?show=open&stage=mapping").content.decode()
    assert case.number not in saule.get("/en/recognition/desk/?show=open&stage=interview").content.decode()
