"""Saving the steps of a design."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.audit.queries import history
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.actions.draft import draft
from tanym.apps.qualifications.actions.revise import revise
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.queries import design_of, subject_of
from tanym.core.kernel.errors import NotPermitted, Refused

pytestmark = pytest.mark.django_db
Find = Callable[[str], Person]


def _address(version: Version, step: str, verb: str = "") -> str:
    return f"/en/designs/{version.public_id}/{step}/{verb}"


def _typed(client: Client, version: Version, step: str) -> dict[str, Any]:
    """What the page shows in its fields, as a browser would send it back."""
    page = client.get(_address(version, step))
    form = page.context["form"]
    sent: dict[str, Any] = {"revision": page.context["version"].revision}
    for name in form.fields:
        value = form[name].value()
        sent[name] = "" if value is None else value
    return sent


@pytest.mark.parametrize("step", ["title", "outcomes", "volume", "assessment", "need", "quality", "send"])
def test_saving_a_page_as_it_is_shown_changes_nothing(dana: Client, drafted: Version, step: str) -> None:
    answer = dana.post(_address(drafted, step), {**_typed(dana, drafted, step), "do": "save"})
    kept = Version.objects.get()
    assert answer.status_code == 302
    assert (kept.content, kept.revision) == (drafted.content, 1)


def test_hours_are_typed_academic_and_kept_in_minutes(dana: Client, drafted: Version) -> None:
    typed = _typed(dana, drafted, "volume") | {"workload-contact": "30,5", "do": "next"}
    answer = dana.post(_address(drafted, "volume"), typed)
    assert answer["Location"].endswith("/assessment/")
    assert design_of(Version.objects.get()).workload["contact"] == 1525


def test_an_empty_design_can_be_saved_at_every_step(dana: Client, person: Find, at: datetime) -> None:
    version = draft(
        actor=person("dana"), at=at, owner=organisation("kokzhar"), document={"titles": {"en": "Tea"}}
    )
    for step in ("title", "outcomes", "volume", "assessment", "need", "quality"):
        answer = dana.post(_address(version, step), {**_typed(dana, version, step), "do": "save"})
        assert answer.status_code == 302, step


def test_an_outcome_is_added_and_taken_away_without_scripts(dana: Client, drafted: Version) -> None:
    before = len(design_of(drafted).outcomes)
    typed = _typed(dana, drafted, "outcomes") | {"outcomes-0-text-en": "Reads a chart.", "do": "add:outcomes"}
    answer = dana.post(_address(drafted, "outcomes"), typed)
    design = design_of(Version.objects.get())
    assert answer["Location"].endswith(f"#outcomes-{before + 1}")
    assert len(design.outcomes) == before + 1
    assert design.outcomes[0].text["en"] == "Reads a chart."  # what was typed beside the button is kept
    taken = dana.post(
        _address(drafted, "outcomes"), {**_typed(dana, drafted, "outcomes"), "do": "remove:outcomes:1"}
    )
    assert taken.status_code == 302
    assert len(design_of(Version.objects.get()).outcomes) == before


def test_what_refers_to_an_outcome_goes_with_it(dana: Client, drafted: Version) -> None:
    gone = design_of(drafted).outcomes[0].id
    dana.post(_address(drafted, "outcomes"), {**_typed(dana, drafted, "outcomes"), "do": "remove:outcomes:1"})
    design = design_of(Version.objects.get())
    assert gone not in {cell.outcome for one in design.assessments for cell in one.covers}
    assert all(gone not in target.outcomes for target in design.stacking.targets)


def test_evidence_of_need_is_told_in_full_and_speaks_only_of_outcomes_of_the_design(
    dana: Client, drafted: Version
) -> None:
    typed = _typed(dana, drafted, "need") | {
        "need-evidence-0-kind": "survey",
        "need-evidence-0-occupation": "ISCO-08 3314",
        "need-evidence-0-outcomes": ["lo-1", "lo-4"],
        "need-evidence-0-verified_by": "Career office",
        "need-evidence-0-expires_on": "2028-09-01",
        "do": "save",
    }
    wrong = dana.post(_address(drafted, "need"), typed | {"need-evidence-0-outcomes": ["lo-1", "lo-99"]})
    assert wrong.status_code == 422
    answer = dana.post(_address(drafted, "need"), typed | {"do": "need"})
    assert answer["Location"] == f"/en/endorsements/of/{drafted.public_id}/"
    kept = design_of(Version.objects.get()).need.evidence[0]
    assert (kept.kind, kept.occupation, kept.outcomes) == ("survey", "ISCO-08 3314", ("lo-1", "lo-4"))
    assert (kept.verified_by, kept.expires_on) == ("Career office", date(2028, 9, 1))
    dana.post(_address(drafted, "outcomes"), {**_typed(dana, drafted, "outcomes"), "do": "remove:outcomes:1"})
    assert design_of(Version.objects.get()).need.evidence[0].outcomes == ("lo-4",)


def test_a_double_click_adds_once(dana: Client, drafted: Version) -> None:
    typed = _typed(dana, drafted, "outcomes") | {"do": "add:outcomes"}
    first, second = (dana.post(_address(drafted, "outcomes"), typed) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert Version.objects.get().revision == 2


def test_who_saves_on_an_outdated_page_is_told_and_keeps_the_text(dana: Client, drafted: Version) -> None:
    outdated = _typed(dana, drafted, "title") | {"summary-en": "A text that took an hour to write."}
    dana.post(
        _address(drafted, "title"), {**_typed(dana, drafted, "title"), "purpose-en": "Changed meanwhile."}
    )
    answer = dana.post(_address(drafted, "title"), outdated)
    assert answer.status_code == 409
    assert "A text that took an hour to write." in answer.content.decode()
    assert design_of(Version.objects.get()).purpose["en"] == "Changed meanwhile."


def test_a_page_without_a_revision_saves_nothing(dana: Client, drafted: Version) -> None:
    typed = _typed(dana, drafted, "title") | {"titles-en": "Another title"}
    typed.pop("revision")
    assert dana.post(_address(drafted, "title"), typed).status_code == 422
    assert Version.objects.get(pk=drafted.pk).revision == drafted.revision


def test_what_cannot_be_read_is_shown_again_with_the_reason(dana: Client, drafted: Version) -> None:
    typed = _typed(dana, drafted, "volume") | {"workload-contact": "thirty", "level-decided_by": "Omar Zh."}
    answer = dana.post(_address(drafted, "volume"), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="thirty"' in page
    assert 'value="Omar Zh."' in page
    assert Version.objects.get().content == drafted.content


def test_a_part_of_a_minute_is_refused_at_its_field(dana: Client, drafted: Version) -> None:
    answer = dana.post(
        _address(drafted, "volume"), {**_typed(dana, drafted, "volume"), "workload-contact": "30.01"}
    )
    assert answer.status_code == 422
    assert "workload-contact" in answer.context["form"].errors


def test_a_forbidden_character_is_refused_and_named(dana: Client, drafted: Version) -> None:
    answer = dana.post(
        _address(drafted, "title"), {**_typed(dana, drafted, "title"), "summary-en": "bell \x07"}
    )
    assert answer.status_code == 422
    assert Version.objects.get().revision == 1


def test_a_row_that_is_not_there_cannot_be_taken_away(dana: Client, drafted: Version) -> None:
    for verb in ("remove:outcomes:", "remove:nothing:1", "add:nothing"):
        answer = dana.post(_address(drafted, "outcomes"), {**_typed(dana, drafted, "outcomes"), "do": verb})
        assert answer.status_code == 404, verb


def test_a_threshold_above_a_hundred_is_refused(dana: Client, drafted: Version) -> None:
    design = design_of(drafted)
    name = f"assessments-0-{design.assessments[0].covers[0].outcome}-threshold"
    answer = dana.post(_address(drafted, "assessment"), {**_typed(dana, drafted, "assessment"), name: "170"})
    assert answer.status_code == 422
    assert name in answer.context["form"].errors


def test_an_attestation_is_kept_with_name_day_and_words(dana: Client, drafted: Version) -> None:
    typed = _typed(dana, drafted, "need") | {
        "attest-design-similarity_explained-text": "It is for farms, the other for banks.",
        "attest-design-similarity_explained-by": "Dana",
        "attest-design-similarity_explained-on": "2026-11-20",
    }
    dana.post(_address(drafted, "need"), typed)
    said = [one for one in design_of(Version.objects.get()).attestations if "similarity" in one.fact]
    assert [(one.by, one.on.isoformat(), one.text) for one in said] == [
        ("Dana", "2026-11-20", "It is for farms, the other for banks.")
    ]


def test_the_rules_answer_while_typing_and_nothing_is_saved(dana: Client, drafted: Version) -> None:
    typed = _typed(dana, drafted, "volume") | {"workload-contact": "500"}
    answer = dana.post(_address(drafted, "volume", "findings/"), typed)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="findings-hours"' in page
    assert 'data-outcome="no"' in page
    assert "Credits agree with the hours of work." in page
    assert Version.objects.get().content == drafted.content


def test_only_what_has_changed_is_swapped(dana: Client, drafted: Version) -> None:
    page = dana.get(_address(drafted, "volume"))
    seen = {f"seen-{one.shown.group.id}": one.digest for one in page.context["groups"]}
    typed = _typed(dana, drafted, "volume") | seen
    assert "findings-" not in dana.post(_address(drafted, "volume", "findings/"), typed).content.decode()
    typed["credits"] = "2,5"
    changed = dana.post(_address(drafted, "volume", "findings/"), typed).content.decode()
    assert 'id="findings-credits"' in changed
    assert 'id="findings-participation"' not in changed


def test_a_design_under_review_is_not_changed(person: Find, at: datetime, submitted: Version) -> None:
    with pytest.raises(Refused, match=r"design.not-yours-now"):
        revise(
            actor=person("dana"), at=at, version=submitted, document={**submitted.content, "isced_f": "0488"}
        )


def test_another_organisations_author_finds_no_such_design(
    as_: Callable[[str], Client], drafted: Version
) -> None:
    assert as_("nurlan").get(_address(drafted, "title")).status_code == 404


def test_another_organisations_author_may_not_save(person: Find, at: datetime, drafted: Version) -> None:
    with pytest.raises(NotPermitted):
        revise(actor=person("nurlan"), at=at, version=drafted, document=drafted.content)


def test_an_unknown_step_is_no_page(dana: Client, drafted: Version) -> None:
    assert dana.get(_address(drafted, "price")).status_code == 404


def test_each_save_is_journalled_with_the_digest_of_the_document(dana: Client, drafted: Version) -> None:
    dana.post(_address(drafted, "title"), {**_typed(dana, drafted, "title"), "isced_f": "0612"})
    acts = list(history(subject_of(drafted)))
    assert [act.action for act in acts] == ["qualifications.draft", "qualifications.revise"]
    assert acts[1].details["document"] == Version.objects.get().digest
