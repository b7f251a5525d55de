"""From a draft into force: checked, approved by a second person, told to subscribers, kept for ever."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tanym.apps.accounts.models import Person
from tanym.apps.letters.models import Letter
from tanym.apps.policy.queries import in_force, stack, versions
from tanym.apps.workshop.actions.approve import approve
from tanym.apps.workshop.actions.begin_consulting import begin_consulting
from tanym.apps.workshop.actions.bring_in import bring_in
from tanym.apps.workshop.actions.carry_over import carry_over
from tanym.apps.workshop.actions.edit_entry import edit_entry
from tanym.apps.workshop.actions.end_consulting import end_consulting
from tanym.apps.workshop.actions.open_draft import open_draft
from tanym.apps.workshop.actions.submit import submit
from tanym.apps.workshop.actions.subscribe import subscribe
from tanym.apps.workshop.actions.unsubscribe import unsubscribe
from tanym.apps.workshop.actions.withdraw import withdraw
from tanym.apps.workshop.models import DraftEntry, PackDraft
from tanym.apps.workshop.queries import draft_pack, outdated, subscribed
from tanym.core.kernel.errors import NotPermitted, Refused
from tanym.core.rules.entries import Place

pytestmark = pytest.mark.django_db
Find = Callable[[str], Person]
MARCH = date(2027, 3, 1)


@pytest.fixture
def checked(lowered: DraftEntry, person: Find, at: datetime) -> PackDraft:
    return submit(actor=person("gulnar"), at=at, draft=lowered.draft)


@pytest.fixture
def put_in_force(checked: PackDraft, person: Find, at: datetime) -> PackDraft:
    return approve(actor=person("baurzhan"), at=at, draft=checked, since=MARCH, reason={"en": "Agreed."})


def test_a_checked_draft_holds_from_its_day_and_not_before(
    person: Find, at: datetime, lowered: DraftEntry
) -> None:
    subscribe(actor=person("dana"), at=at)
    kept = submit(actor=person("gulnar"), at=at, draft=lowered.draft)
    assert kept.digest == draft_pack(kept).digest
    done = approve(actor=person("baurzhan"), at=at, draft=kept, since=MARCH, reason={"en": "Agreed."})
    assert (done.state, done.since) == (PackDraft.State.IN_FORCE, MARCH)
    assert stack(date(2027, 2, 28)).value("volume.highest-credits") == 1500
    assert stack(MARCH).value("volume.highest-credits") == 800
    newest = versions("kz-illustration")[0]
    assert (newest.released_by, newest.approved_by) == (person("gulnar"), person("baurzhan"))
    told = set(
        Letter.objects.filter(subject__en__startswith="Rules change").values_list("to__username", flat=True)
    )
    assert told == {"dana", "gulnar"}
    asked = Letter.objects.filter(subject__en__startswith="Waits for approval")
    assert [one.to for one in asked] == [person("baurzhan")]


def test_nobody_approves_what_they_wrote(checked: PackDraft, person: Find, at: datetime) -> None:
    with pytest.raises(Refused, match=r"draft.approver-wrote"):
        approve(actor=person("gulnar"), at=at, draft=checked, since=MARCH, reason={"en": "Mine."})
    with pytest.raises(NotPermitted):
        approve(actor=person("dana"), at=at, draft=checked, since=MARCH, reason={"en": "Theirs."})


def test_a_day_that_has_passed_is_refused(checked: PackDraft, person: Find, at: datetime) -> None:
    with pytest.raises(Refused, match=r"pack.before-approval"):
        approve(
            actor=person("baurzhan"),
            at=at,
            draft=checked,
            since=date(2026, 11, 20),
            reason={"en": "Yesterday."},
        )
    checked.refresh_from_db()
    assert checked.state == PackDraft.State.CHECKED


def test_a_draft_with_faults_is_not_submitted_and_an_edit_takes_a_checked_one_back(
    checked: PackDraft, person: Find, at: datetime, limit: Place
) -> None:
    wrong = {"dated": [{"since": MARCH, "value": 8, "cites": ["nothing, item 1 [E]"]}]}
    edit_entry(
        actor=person("gulnar"), at=at, draft=checked, place=limit, content=wrong, revision=1,
        citation="nothing, item 1 [E]", reason="A slip.",
    )  # fmt: skip
    checked.refresh_from_db()
    assert (checked.state, checked.digest) == (PackDraft.State.DRAFTING, "")
    with pytest.raises(Refused, match=r"draft.faulty"):
        submit(actor=person("gulnar"), at=at, draft=checked)
    with pytest.raises(Refused, match=r"draft.not-checked"):
        approve(actor=person("baurzhan"), at=at, draft=checked, since=MARCH, reason={"en": "Yes."})


def test_a_draft_that_changes_nothing_is_not_submitted(draft: PackDraft, person: Find, at: datetime) -> None:
    for act in (submit, begin_consulting):
        with pytest.raises(Refused, match=r"draft.empty"):
            act(actor=person("gulnar"), at=at, draft=draft)


def test_two_drafts_of_one_pack_do_not_undo_each_other(
    put_in_force: PackDraft, person: Find, at: datetime, limit: Place, content: Callable[[int], object]
) -> None:
    second = open_draft(
        actor=person("gulnar"),
        at=at,
        owner=put_in_force.owner,
        pack="kz-illustration",
        titles={"en": "Second"},
    )
    third = open_draft(
        actor=person("gulnar"),
        at=at,
        owner=put_in_force.owner,
        pack="kz-illustration",
        titles={"en": "Third"},
    )
    for one, credits in ((second, 7), (third, 6)):
        edit_entry(
            actor=person("gulnar"), at=at, draft=one, place=limit, content=content(credits), revision=0,
            citation="illustration, largest volume [E]", reason="Fewer.",
        )  # fmt: skip
    submit(actor=person("gulnar"), at=at, draft=second)
    approve(actor=person("baurzhan"), at=at, draft=second, since=MARCH, reason={"en": "Agreed."})
    assert outdated(third)
    with pytest.raises(Refused, match=r"draft.outdated"):
        submit(actor=person("gulnar"), at=at, draft=third)
    carried = carry_over(actor=person("gulnar"), at=at, draft=third)
    assert not outdated(carried)
    assert DraftEntry.objects.get(draft=third).clash
    with pytest.raises(Refused, match=r"draft.clash"):
        submit(actor=person("gulnar"), at=at, draft=third)
    edit_entry(
        actor=person("gulnar"), at=at, draft=third, place=limit, content=content(6), revision=2,
        citation="illustration, largest volume [E]", reason="Still fewer.",
    )  # fmt: skip
    submit(actor=person("gulnar"), at=at, draft=third)


def test_the_public_reads_a_draft_from_the_consultation_on(
    lowered: DraftEntry, person: Find, at: datetime
) -> None:
    address = reverse("workshop:draft", args=[lowered.draft.public_id])
    assert Client().get(address).status_code == 404
    opened = begin_consulting(actor=person("gulnar"), at=at, draft=lowered.draft)
    assert begin_consulting(actor=person("gulnar"), at=at, draft=opened).revision == opened.revision
    page = Client().get(address)
    assert page.status_code == 200
    assert "Eight are enough." in page.content.decode()
    entry = reverse("workshop:entry", args=[opened.public_id, lowered.key])
    assert Client().get(entry).status_code == 200
    assert Client().post(entry, {"do": "save"}).status_code == 403
    with pytest.raises(Refused, match=r"draft.consulting"):
        submit(actor=person("gulnar"), at=at, draft=opened)
    with pytest.raises(Refused, match=r"draft.consulting"):
        withdraw(actor=person("gulnar"), at=at, draft=opened, reason="No.")
    closed = end_consulting(actor=person("gulnar"), at=at, draft=opened)
    assert closed.state == PackDraft.State.DRAFTING
    assert Client().get(address).status_code == 200


def test_a_version_tells_everybody_what_changed_and_who_answers(
    put_in_force: PackDraft, person: Find
) -> None:
    page = Client().get(f"/en{reverse('workshop:version', args=[put_in_force.digest])[3:]}").content.decode()
    for words in (
        "Eight are enough.",
        person("gulnar").name("en"),
        person("baurzhan").name("en"),
        "Agreed.",
        "1 March 2027",
    ):
        assert words in page
    assert Client().get(reverse("workshop:version", args=["0" * 64])).status_code == 404


def test_what_is_in_force_can_no_longer_change(
    put_in_force: PackDraft, person: Find, at: datetime, limit: Place, content: Callable[[int], object]
) -> None:
    with pytest.raises(Refused, match=r"draft.not-editable"):
        edit_entry(
            actor=person("gulnar"), at=at, draft=put_in_force, place=limit, content=content(5), revision=1,
            citation="illustration, largest volume [E]", reason="Too late.",
        )  # fmt: skip
    assert in_force("kz-illustration", MARCH).bundle_id == put_in_force.digest


def test_letters_come_only_to_those_who_want_them(person: Find, at: datetime) -> None:
    subscribe(actor=person("aigul"), at=at, pack="kz")
    subscribe(actor=person("aigul"), at=at, pack="kz")
    assert subscribed(person("aigul"), "kz")
    assert not subscribed(person("aigul"))
    assert unsubscribe(actor=person("aigul"), at=at, pack="kz") == 1
    assert not subscribed(person("aigul"), "kz")


def test_a_double_click_submits_and_approves_once(
    as_: Callable[[str], Client], lowered: DraftEntry, fields: Callable[[object], dict[str, str]]
) -> None:
    address = reverse("workshop:draft", args=[lowered.draft.public_id])
    author, approver = as_("gulnar"), as_("baurzhan")
    form = fields(author.get(address))
    for _ in range(2):
        assert author.post(f"{address}submit/", form).status_code == 302
    form = fields(approver.get(address)) | {"reason": "Agreed.", "since": "2999-01-01"}
    for _ in range(2):
        assert approver.post(f"{address}approve/", form).status_code == 302
    assert len(versions("kz-illustration")) == 2
    stale = author.post(f"{address}withdraw/", {"revision": "0", "reason": "Late."})
    assert stale.status_code == 409


def test_an_exported_draft_comes_back_with_the_same_digest(
    as_: Callable[[str], Client], lowered: DraftEntry, person: Find, at: datetime
) -> None:
    address = reverse("workshop:draft", args=[lowered.draft.public_id])
    digest = draft_pack(lowered.draft).digest
    browser = as_("gulnar")
    for form in ("toml", "bundle"):
        exported = browser.get(f"{address}export/{form}/").content
        other = open_draft(
            actor=person("gulnar"),
            at=at,
            owner=lowered.draft.owner,
            pack="kz-illustration",
            titles={"en": form},
        )
        place = reverse("workshop:import", args=[other.public_id])
        sent = {
            "file": SimpleUploadedFile("pack", exported), "revision": "0", "reason": "From the desk.", "citation": "own",
        }  # fmt: skip
        assert browser.post(place, sent).status_code == 302
        assert draft_pack(other).digest == digest
        for broken in (b"PK\x03\x04 broken", b"{}", b"x" * 10, _damaged(exported)):
            sent["file"] = SimpleUploadedFile("pack", broken)
            assert browser.post(place, sent | {"revision": "1"}).status_code == 422
        assert draft_pack(other).digest == digest
    with pytest.raises(NotPermitted):
        bring_in(actor=person("dana"), at=at, draft=other, files={}, citation="x", reason="y")


def _damaged(exported: bytes) -> bytes:
    """An archive whose list of contents can be read and whose contents cannot; no archive is cut in half."""
    middle = len(exported) // 4
    return exported[:middle] + bytes(40) + exported[middle + 40 :]
