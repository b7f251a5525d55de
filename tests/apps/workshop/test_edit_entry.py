"""Editing a draft, entry by entry."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import catalogue
from tanym.apps.audit.queries import history
from tanym.apps.workshop.actions.bring_in import bring_in
from tanym.apps.workshop.actions.drop_entry import drop_entry
from tanym.apps.workshop.actions.edit_entry import edit_entry
from tanym.apps.workshop.actions.undo_entry import undo_entry
from tanym.apps.workshop.models import DraftEntry, PackDraft
from tanym.apps.workshop.queries import changes, draft_files, draft_pack
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tanym.core.rules.entries import Place

pytestmark = pytest.mark.django_db
Find = Callable[[str], Person]


@pytest.fixture
def save(person: Find, at: datetime, draft: PackDraft, limit: Place) -> Callable[..., DraftEntry]:
    def act(**other: Any) -> DraftEntry:
        given: dict[str, Any] = {
            "actor": person("gulnar"), "at": at, "draft": draft, "place": limit, "content": {}, "revision": 0,
            "citation": "illustration, largest volume [E]", "reason": "Why not.",
        }  # fmt: skip
        return edit_entry(**(given | other))

    return act


def test_an_edit_changes_the_pack_that_the_draft_makes(lowered: DraftEntry) -> None:
    kept = draft_pack(lowered.draft).values["volume.highest-credits"].dated
    assert [(one.since, one.raw) for one in kept] == [(date(2026, 2, 1), 15), (date(2027, 3, 1), 8)]
    assert [one.code for one in changes(lowered.draft)] == ["value.line-added"]
    assert history(f"workshop.draft:{lowered.draft.public_id}").last().action == "workshop.edit-entry"


def test_an_outdated_edit_is_refused_and_the_same_edit_twice_is_one(
    lowered: DraftEntry, save: Any, content: Any
) -> None:
    assert save(content=content(8), revision=0).revision == 1
    with pytest.raises(Refused, match=r"changed-meanwhile"):
        save(content=content(9), revision=0)
    assert save(content=content(9), revision=1).revision == 2


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"reason": " "}, "draft.without-reason"),
        ({"citation": ""}, "draft.without-citation"),
        ({"reason": "x" * 5000}, "draft.reason-too-long"),
        ({"citation": "x" * 401}, "cite.form"),
        ({"content": {"note": "x" * 300_000}}, "draft.entry-too-large"),
        ({"content": {"note": 1.5}}, "bundle.type"),
        ({"content": None}, "draft.entry-kind"),
        ({"place": Place("pack.toml", "pack", "pack"), "content": {"id": "kz"}}, "draft.other-pack"),
        (
            {"place": Place("volume.toml", "rule", "XX-1@2027-01-01"), "content": {"id": "XX-2"}},
            "draft.name-stays",
        ),
        ({"place": Place("volume.toml", "order", "rule")}, "draft.entry-kind"),
        (
            {"place": Place("a.cases.toml", "case", "Ж" * 600), "content": {"name": "Ж" * 600}},
            "draft.name-too-long",
        ),
    ],
)
def test_what_no_draft_can_hold_is_refused_by_name(save: Any, given: dict[str, Any], code: str) -> None:
    with pytest.raises(InvalidValue, match=code):
        save(**given)
    assert not DraftEntry.objects.exists()


def test_raising_evidence_asks_who_read_the_source_and_when(save: Any, draft: PackDraft) -> None:
    def written(mark: str) -> dict[str, Any]:
        cites = [f"illustration, item 1 [{mark}]"]
        return {"dated": [{"since": date(2027, 3, 1), "value": 8, "cites": cites}]}

    save(content=written("U"))
    with pytest.raises(InvalidValue, match=r"draft.who-read"):
        save(content=written("V"), revision=1)
    raised = save(content=written("V"), revision=1, read_by="A. Reader", read_on=date(2026, 11, 20))
    assert (raised.read_by, raised.read_on) == ("A. Reader", date(2026, 11, 20))


def test_only_a_policy_author_of_the_ministry_edits(save: Any, person: Find, content: Any) -> None:
    for name in ("baurzhan", "dana", "aigul"):
        with pytest.raises(NotPermitted):
            save(actor=person(name), content=content(8))


def test_what_holds_is_ended_and_not_taken_out(
    save: Any, draft: PackDraft, limit: Place, person: Find, at: datetime
) -> None:
    def drop(place: Place, revision: int = 0) -> DraftEntry | None:
        return drop_entry(
            actor=person("gulnar"), at=at, draft=draft, place=place, revision=revision, citation="own [O]", reason="Not needed."
        )  # fmt: skip

    before = draft_files(draft)
    save(place=(added := Place("volume.toml", "value", "volume.new")))
    assert drop(added, 1) is None
    assert draft_files(draft) == before
    with pytest.raises(Refused, match=r"entry.end-instead"):
        drop(limit)
    with pytest.raises(Refused, match=r"entry.repeal-instead"):
        drop(Place("sources.toml", "source", "illustration"))
    with pytest.raises(InvalidValue, match=r"draft.head-stays"):
        drop(Place("pack.toml", "pack", "pack"))
    without = {name: content for name, content in before.items() if name != limit.file}
    with pytest.raises(Refused, match=r"entry.end-instead"):
        bring_in(actor=person("gulnar"), at=at, draft=draft, files=without, citation="own", reason="Files.")
    with pytest.raises(InvalidValue, match=r"cite\.form"):
        bring_in(
            actor=person("gulnar"), at=at, draft=draft, files=before, citation="x" * 401, reason="Files."
        )
    assert draft_files(draft) == before


def test_an_entry_that_only_the_draft_changes_comes_back_as_it_is_in_force(
    save: Any, draft: PackDraft, limit: Place, person: Find, at: datetime
) -> None:
    before = draft_files(draft)
    save()
    assert draft_files(draft) != before
    undo_entry(actor=person("gulnar"), at=at, draft=draft, place=limit, revision=1)
    assert draft_files(draft) == before


# --- by the pages ----------------------------------------------------------------------------


@pytest.fixture
def address(draft: PackDraft, limit: Place) -> str:
    return reverse("workshop:entry", args=[draft.public_id, limit.key])


def test_a_line_is_added_row_by_row_without_scripts(
    as_: Callable[[str], Client], address: str, fields: Any, draft: PackDraft
) -> None:
    browser = as_("gulnar")
    form = fields(browser.get(address))
    form = fields(browser.post(address, form | {"do": "add:f-dated"}))
    form = fields(browser.post(address, form | {"do": "add:f-dated-1-cites"}))
    assert not DraftEntry.objects.exists()
    form |= {
        "f-dated-1-since": "2027-03-01", "f-dated-1-value": "8", "f-dated-1-cites-0-source": "illustration",
        "f-dated-1-cites-0-place": "largest volume", "f-dated-1-cites-0-mark": "E",
        "reason": "<script>alert(1)</script>", "do": "save",
    }  # fmt: skip
    assert browser.post(address, form).status_code == 302
    page = browser.get(reverse("workshop:draft", args=[draft.public_id])).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page
    assert DraftEntry.objects.get().citation == "illustration, largest volume [E]"


def test_who_was_slower_sees_both_texts_and_decides(
    as_: Callable[[str], Client], address: str, fields: Any, save: Any, content: Any
) -> None:
    browser = as_("gulnar")
    form = fields(browser.get(address)) | {"f-dated-0-value": "33", "reason": "Mine.", "do": "save"}
    save(content=content(8))
    answer = browser.post(address, form)
    assert answer.status_code == 409
    assert "value = 33" in (page := answer.content.decode())
    assert "value = 8" in page
    again = fields(answer)
    assert again["f-dated-0-value"] == "33"
    assert again["reason"] == "Mine."
    assert browser.post(address, again | {"do": "save"}).status_code == 302
    assert draft_pack(DraftEntry.objects.get().draft).values["volume.highest-credits"].dated[0].raw == 33


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"f-dated-1-since": "2026-02-01"}, "value.same-day"),
        ({"f-dated-1-cites-0-source": "nothing"}, "cite.unknown-source"),
        ({"f-dated-1-value": "many"}, "value.type"),
        ({"f-dated-1-until": "2027-01-01"}, "value.ends-before-start"),
    ],
)
def test_the_checker_speaks_at_the_entry_while_somebody_types_and_nothing_is_lost(
    as_: Callable[[str], Client],
    address: str,
    fields: Any,
    lowered: DraftEntry,
    typed: dict[str, str],
    said: str,
) -> None:
    browser = as_("gulnar")
    form = fields(browser.get(address.replace("/kk/", "/en/"))) | typed
    answer = browser.post(f"{address.replace('/kk/', '/en/')}check/", form)
    sentence = catalogue().sentences[said]["en"].partition("{")[0].strip()
    assert answer.status_code == 200
    assert sentence in answer.content.decode().replace("&#x27;", "'")
    assert browser.post(address, form | {"reason": "So.", "do": "save"}).status_code == 302
    kept = fields(browser.get(address))
    assert all(kept[name] == value for name, value in typed.items())


def test_a_rule_is_built_from_blocks_without_scripts(
    as_: Callable[[str], Client], draft: PackDraft, fields: Any
) -> None:
    browser = as_("gulnar")
    add = reverse("workshop:add", args=[draft.public_id, "rule"])
    named = browser.post(add, {"name": "XX-01", "file": "volume.toml", "since": "2027-05-01"})
    assert named.status_code == 302
    address = named["Location"]
    form = fields(browser.post(address, fields(browser.get(address)) | {"do": "add:f-conditions"}))
    form = fields(browser.post(address, form | {"f-conditions-0-fact": "design.credits", "do": "refresh"}))
    offered = browser.post(address, form | {"f-conditions-0-is": "at-most", "do": "refresh"})
    assert "volume.highest-credits" in (page := offered.content.decode())
    assert "need.evidence-age" not in page, "a term fits no comparison of credits"
    form = fields(offered) | {
        "f-conditions-0-arg-value": "volume.highest-credits", "f-words-en": "Not too large.", "f-severity": "warn",
        "f-binds": "design", "reason": "So that it is asked.", "do": "save",
    }  # fmt: skip
    form = fields(browser.post(address, form | {"do": "add:f-cites"}))
    form |= {"f-cites-0-source": "illustration", "f-cites-0-place": "item 1", "f-cites-0-mark": "E"}
    assert browser.post(address, form | {"do": "save"}).status_code == 302
    made = draft_pack(draft)
    condition = {"fact": "design.credits", "is": "at-most", "value": "volume.highest-credits"}
    assert [one.plain() for one in made.rules[0].must] == [condition]
    assert browser.post(add, {"name": "XX 01", "file": "volume.toml", "since": "x"}).status_code == 422


def test_a_case_is_run_before_it_is_kept(as_: Callable[[str], Client], draft: PackDraft, fields: Any) -> None:
    browser = as_("gulnar")
    add = reverse("workshop:add", args=[draft.public_id, "case"])
    address = browser.post(add, {"name": "Forty-one credits", "file": "cases.cases.toml"})["Location"]
    form = fields(browser.post(address, fields(browser.get(address)) | {"do": "add:f-facts"}))
    form = fields(browser.post(address, form | {"f-facts-0-fact": "design.credits", "do": "refresh"}))
    form = fields(browser.post(address, form | {"f-facts-0-value": "41", "do": "add:f-expect"}))
    for outcome, marked in (("not-met", 'data-outcome="yes"'), ("met", 'data-outcome="no"')):
        ran = browser.post(
            address, form | {"f-expect-0-rule": "MQ-08", "f-expect-0-outcome": outcome, "do": "run"}
        ).content.decode()
        assert marked in ran[ran.index('id="ran"') : ran.index("</section>", ran.index('id="ran"'))]
    assert not DraftEntry.objects.exists()


def test_a_huge_paste_and_broken_text_get_an_answer_and_keep_what_was_typed(
    as_: Callable[[str], Client], address: str, fields: Any
) -> None:
    browser = as_("gulnar")
    form = fields(browser.get(f"{address}?as=text"))
    huge = browser.post(
        f"{address}?as=text", form | {"text": "# " + "x" * 300_000, "reason": "r", "do": "save"}
    )
    assert huge.status_code == 422
    broken = browser.post(f"{address}?as=text", form | {"text": "dated = [", "reason": "r", "do": "save"})
    assert broken.status_code == 422
    assert fields(broken)["text"] == "dated = ["
    assert not DraftEntry.objects.exists()


def test_addresses_of_nothing_are_not_found(as_: Callable[[str], Client], draft: PackDraft) -> None:
    browser = as_("gulnar")
    for key in ("nonsense", "a~b~c", "volume.toml~file~file", "pack.toml~order~x"):
        assert browser.get(reverse("workshop:entry", args=[draft.public_id, key])).status_code in (404, 422)
    assert Client().get(reverse("workshop:draft", args=[draft.public_id])).status_code == 404
    assert as_("dana").get(reverse("workshop:draft", args=[draft.public_id])).status_code == 404
