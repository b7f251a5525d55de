"""Evidence is kept once: the same bytes are one item and one file; what a case was shown never changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tanym.apps.accounts.models import Person
from tanym.apps.files.models import StoredFile
from tanym.apps.files.queries import path_of
from tanym.apps.portfolio import queries
from tanym.apps.portfolio.actions.change import change
from tanym.apps.portfolio.actions.erase import Erased, erase
from tanym.apps.portfolio.actions.hide import hide
from tanym.apps.portfolio.actions.keep import keep
from tanym.apps.portfolio.actions.remove import remove
from tanym.apps.portfolio.models import Item
from tanym.apps.portfolio.uses import Standing, uses_of
from tanym.apps.qualifications.queries import awards_of, disciplines
from tanym.apps.recognition.actions.add_evidence import add_evidence
from tanym.apps.recognition.actions.apply import apply
from tanym.apps.recognition.actions.put_evidence import put_evidence
from tanym.apps.recognition.actions.remove_evidence import remove_evidence
from tanym.apps.recognition.actions.withdraw import withdraw
from tanym.apps.recognition.models import EvidenceItem, RecognitionCase
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tests.apps.portfolio.conftest import SAMPLE, paper
from tests.apps.recognition.conftest import Walk

pytestmark = pytest.mark.django_db


def opened(person: Person, at: datetime, code: str) -> RecognitionCase:
    return apply(actor=person, at=at, discipline=disciplines().get(code=code))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["aigul", "samal"]), st.integers(0, 2)), min_size=1, max_size=7))
def test_the_same_bytes_are_one_item_of_a_person_and_lie_once(
    person: Callable[[str], Person], at: datetime, given: list[tuple[str, int]]
) -> None:
    Item.objects.all().delete()
    StoredFile.objects.all().delete()
    for name, which in given:
        content = b"%%PDF-1.7\n%% paper %d\n%%%%EOF\n" % which
        keep(actor=person(name), at=at, given=SAMPLE, received=paper(content))
    distinct = set(given)
    assert Item.objects.count() == StoredFile.objects.count() == len(distinct)
    lying = {row.digest for row in StoredFile.objects.all()}
    assert len(lying) == len({which for _, which in distinct})
    assert all(default_storage.exists(path_of(digest)) for digest in lying)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text("abc xyz", min_size=1, max_size=20).filter(str.strip), st.booleans(), st.booleans())
def test_what_a_case_was_shown_does_not_change_when_the_item_does(
    person: Callable[[str], Person], at: datetime, title: str, joint: bool, hidden: bool
) -> None:
    aigul = person("aigul")
    case = opened(aigul, at, "data-tables")
    EvidenceItem.objects.filter(case=case).delete()
    item = keep(actor=aigul, at=at, given=SAMPLE, received=paper())
    item = change(actor=aigul, at=at, item=item, revision=item.revision, given=SAMPLE)
    put_evidence(actor=aigul, at=at, case=case, revision=None, item=item, outcomes=["o1"])
    before = EvidenceItem.objects.filter(case=case).values().get()
    words = replace(SAMPLE, title=title, text=title * 3, joint=joint, dated=None, minutes=None)
    change(actor=aigul, at=at, item=item, revision=item.revision, given=words)
    hide(actor=aigul, at=at, item=item, hidden=hidden)
    assert EvidenceItem.objects.filter(case=case).values().get() == before
    assert before["title"] == SAMPLE.title
    assert before["file_id"] == item.file_id


def test_an_upload_in_one_case_is_evidence_in_another_without_an_upload(
    person: Callable[[str], Person], as_: Callable[[str], Client], at: datetime
) -> None:
    aigul, browser = person("aigul"), as_("aigul")
    first, second = (opened(aigul, at, code) for code in ("data-tables", "data-analysis-intro"))
    upload = SimpleUploadedFile("../p\u202edf.exe.pdf", paper().content)
    add_evidence(actor=aigul, at=at, case=first, revision=None, given=SAMPLE, upload=upload)
    item = Item.objects.get()
    assert item.file is not None
    assert item.file.name == "pdf.exe.pdf"
    page = browser.get(f"/en/recognition/cases/{second.public_id}/").content.decode()
    assert SAMPLE.title in page
    for _ in range(2):  # a double click
        answer = browser.post(
            f"/en/recognition/cases/{second.public_id}/evidence/portfolio/",
            {"item": item.public_id, "revision": second.revision},
        )
        assert answer.status_code == 302
    shown = EvidenceItem.objects.get(case=second)
    assert (shown.kept, shown.file, shown.own_share) == (item, item.file, SAMPLE.own_share)
    assert StoredFile.objects.filter(owner=aigul).count() == 1
    assert {use.number for use in uses_of([item.pk])[item.pk]} == {first.number, second.number}
    own = browser.get(f"/en/portfolio/{item.public_id}/").content.decode()
    assert first.number in own
    second.refresh_from_db()
    with pytest.raises(Refused, match="twice"):
        put_evidence(actor=aigul, at=at, case=second, revision=None, item=item)
    with pytest.raises(NotPermitted):
        put_evidence(actor=person("samal"), at=at, case=second, revision=None, item=item)
    strange = as_("samal").post(
        f"/en/recognition/cases/{second.public_id}/evidence/portfolio/", {"item": item.public_id}
    )
    assert strange.status_code == 404


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"title": " \u202e "}, "evidence.untitled"),
        ({"own_share": ""}, "evidence.no-share"),
        ({"dated": date(2027, 1, 1)}, "evidence.later-than-today"),
        ({"text": " "}, "evidence.no-content"),
        ({"text": "x" * 6001}, "evidence.too-long"),
    ],
)
def test_what_says_too_little_or_too_much_is_not_kept(
    wrong: dict[str, Any], code: str, person: Callable[[str], Person], at: datetime
) -> None:
    with pytest.raises(InvalidValue) as refused:
        keep(actor=person("aigul"), at=at, given=replace(SAMPLE, **wrong))
    assert refused.value.code == code


def test_an_item_goes_with_its_file_unless_a_case_relies_on_it(
    person: Callable[[str], Person],
    as_: Callable[[str], Client],
    sample: Item,
    at: datetime,
    django_capture_on_commit_callbacks: Any,
) -> None:
    aigul, path = person("aigul"), path_of(sample.digest)
    case = opened(aigul, at, "data-tables")
    put_evidence(actor=aigul, at=at, case=case, revision=None, item=sample)
    with pytest.raises(Refused, match="in-use"):
        remove(actor=aigul, at=at, item=sample)
    assert as_("aigul").post(f"/en/portfolio/{sample.public_id}/remove/", {"revision": 1}).status_code == 409
    assert as_("samal").post(f"/en/portfolio/{sample.public_id}/remove/", {"revision": 1}).status_code == 404
    with pytest.raises(NotPermitted):
        remove(actor=person("samal"), at=at, item=sample)
    case = withdraw(actor=aigul, at=at, case=RecognitionCase.objects.get(pk=case.pk), revision=None)
    assert [use.standing for use in uses_of([sample.pk])[sample.pk]] == [Standing.ENDED]
    with django_capture_on_commit_callbacks(execute=True):
        remove(actor=aigul, at=at, item=sample)
    assert not default_storage.exists(path)
    kept = EvidenceItem.objects.get()
    assert (kept.title, kept.text, kept.own_share, kept.file, kept.kept) == ("—", "", "", None, None)
    assert as_("aigul").get(f"/en/recognition/cases/{case.public_id}/").status_code == 200


def test_erasing_all_leaves_what_a_decided_case_relies_on(
    walk: Walk, person: Callable[[str], Person]
) -> None:
    walk.to("decided")
    aigul = person("aigul")
    award = awards_of(aigul).get()
    own = keep(actor=aigul, at=walk.at, award=award)
    assert keep(actor=aigul, at=walk.at, award=award) == own  # an award is one item
    with pytest.raises(NotPermitted):
        keep(actor=person("samal"), at=walk.at, award=award)
    award.annulled_on = date(2026, 11, 1)
    with pytest.raises(Refused, match="annulled"):
        keep(actor=aigul, at=walk.at, award=award)
    alone = keep(actor=aigul, at=walk.at, given=SAMPLE, received=paper(b"%PDF-1.7\n% alone\n%%EOF\n"))
    held = queries.holdings(aigul)
    assert (held.items, held.files, held.kept_by_decisions) == (3, 1, 1)
    with pytest.raises(NotPermitted):
        erase(actor=person("samal"), at=walk.at, person=aigul)
    assert erase(actor=aigul, at=walk.at + timedelta(days=1), person=aigul) == Erased(items=2, kept=1)
    assert not Item.objects.filter(pk=alone.pk).exists()
    assert EvidenceItem.objects.get().title == "Data analysis in practice"


def test_the_pages_of_a_portfolio(as_: Callable[[str], Client], sample: Item) -> None:
    browser = as_("aigul")
    for language in ("kk", "ru", "en"):
        for path in ("", "add/", f"{sample.public_id}/"):
            answer = browser.get(f"/{language}/portfolio/{path}")
            assert answer.status_code == 200
            assert "UNDEFINED" not in answer.content.decode()
    again = browser.post(
        "/en/portfolio/add/",
        {"kind": "work-sample", "title": "Again", "file": SimpleUploadedFile("x.pdf", paper().content)},
    )
    assert again["Location"].endswith(f"{sample.public_id}/")
    assert Item.objects.count() == 1
    bad = browser.post("/en/portfolio/add/", {"kind": "x", "title": "", "joint": "on", "dated": "2099-01-01"})
    assert bad.status_code == 422
    own = f"/en/portfolio/{sample.public_id}/"
    words = {"kind": "experience", "title": "Other words", "text": "More", "revision": "1"}
    assert browser.post(f"{own}change/", words).status_code == 302
    assert browser.post(f"{own}change/", words | {"title": "Third"}).status_code == 409  # an outdated page
    assert browser.post(f"{own}change/", words | {"title": ""}).status_code == 422
    assert browser.post(f"{own}hide/", {"hidden": "yes"}).status_code == 302
    sample.refresh_from_db()
    assert (sample.title, sample.hidden_at is not None) == ("Other words", True)
    assert list(queries.items(sample.owner)) == []
    got = browser.get(f"{own}file/")
    assert got.headers["Content-Disposition"].startswith("attachment")
    for path in (own, f"{own}file/"):
        assert as_("samal").get(path).status_code == 404
    assert as_("samal").post("/en/portfolio/erase/").status_code == 302
    assert Item.objects.count() == 1
    assert browser.post("/en/portfolio/erase/").status_code == 302
    assert Item.objects.count() == 0


def test_evidence_taken_out_of_a_case_stays_in_the_portfolio(
    person: Callable[[str], Person], sample: Item, at: datetime
) -> None:
    aigul = person("aigul")
    case = opened(aigul, at, "data-tables")
    put_evidence(actor=aigul, at=at, case=case, revision=None, item=sample)
    remove_evidence(actor=aigul, at=at, case=case, revision=None, item=EvidenceItem.objects.get())
    assert queries.item(sample.public_id, aigul) == sample
    assert uses_of([sample.pk]) == {sample.pk: []}
