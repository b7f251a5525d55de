"""Issuing: the award becomes a signed document."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime

import pytest
from django.core.management import call_command
from django.test import Client

from tanym.apps.audit.queries import history
from tanym.apps.credentials.actions.issue import issue
from tanym.apps.credentials.middleware import MOST_AT_ONCE
from tanym.apps.credentials.models import Credential
from tanym.apps.credentials.verification import verify
from tanym.apps.policy.models import CheckReport
from tanym.apps.qualifications.models import Award
from tanym.apps.qualifications.queries import awards_to_issue
from tanym.core.credentials.checks import Name, Outcome
from tanym.core.kernel.errors import Refused


def answers(document: bytes, now: datetime) -> dict[Name, Outcome]:
    return {check.name: check.outcome for check in verify(document, now).checks}


def test_what_is_issued_is_confirmed_in_every_check(issued: Credential, at: datetime) -> None:
    assert set(answers(bytes(issued.document), at).values()) == {Outcome.CONFIRMED}


def test_one_changed_letter_is_seen(issued: Credential, at: datetime) -> None:
    changed = bytes(issued.document).replace(b"SEIITOVA", b"SEITTOVA", 1)
    assert answers(changed, at)[Name.SIGNATURE] is Outcome.NOT_CONFIRMED


def test_an_award_has_one_credential(issued: Credential, award: Award, at: datetime) -> None:
    assert issue(actor=None, at=at, award=award).pk == issued.pk
    assert [act.action for act in history(issued.subject)] == ["credentials.issue"]


def test_the_document_says_nothing_of_birth_or_of_a_national_number(issued: Credential) -> None:
    text = bytes(issued.document).decode()
    assert not re.search(r"(?<!\w)1996(?!\w)", text)
    assert "aigul@people.example" not in text  # the address is there as a salted hash only


def test_places_in_the_list_are_not_in_order(issued: Credential) -> None:
    document = json.loads(bytes(issued.document))
    assert document["credentialStatus"]["statusListIndex"] == str(issued.status_index)
    assert document["credentialStatus"]["statusListCredential"].endswith(
        f"/status/{issued.status_list.public_id}"
    )


def test_the_command_issues_what_waits_and_nothing_twice(award: Award) -> None:
    call_command("issue_pending")
    call_command("issue_pending")
    assert Credential.objects.count() == 1
    assert not awards_to_issue().exists()


def test_an_act_that_confers_is_followed_by_its_credential(
    award: Award, as_: Callable[[str], Client]
) -> None:
    assert not Credential.objects.exists()
    as_("aigul").post("/kk/theme/", {"theme": "dark"})  # any act: what waits is taken
    assert Credential.objects.get().award == award


def test_a_credential_that_cannot_be_signed_waits_and_undoes_nothing(
    award: Award, as_: Callable[[str], Client]
) -> None:
    good, award.record["titles"] = award.record["titles"], {}
    award.save()
    assert as_("aigul").post("/kk/theme/", {"theme": "dark"}).status_code == 302
    assert Award.objects.get().issued is False
    award.record["titles"] = good
    award.save()
    call_command("issue_pending")
    assert Award.objects.get().issued is True


def another(award: Award, name: str) -> Award:
    """A second award of the same to the same person."""
    return Award.objects.create(
        number=name, person=award.person, kind=award.kind, version=award.version,
        awarding_body=award.awarding_body, conferred_on=award.conferred_on, conferred_by=award.conferred_by,
        source=f"learning.enrolment:{name}", record=award.record,
    )  # fmt: skip


def test_what_failed_rests_and_hinders_neither_an_act_nor_a_newer_award(
    award: Award, as_: Callable[[str], Client], caplog: pytest.LogCaptureFixture
) -> None:
    good, award.record["titles"] = award.record["titles"], {}
    award.save()
    aigul = as_("aigul")
    for _act in range(3):
        aigul.post("/kk/theme/", {"theme": "dark"})
    assert sum("not issued" in one.message for one in caplog.records) == 1  # tried once, then it rests
    award.record["titles"] = good
    newer = another(award, "AAAA-BBBB-CC")
    aigul.post("/kk/theme/", {"theme": "dark"})
    assert [one.award for one in Credential.objects.all()] == [newer]
    award.save()
    call_command("issue_pending")  # asked for by name, it is tried at once
    assert Credential.objects.count() == 2


def test_one_act_issues_a_few_of_many(award: Award, as_: Callable[[str], Client]) -> None:
    for n in range(MOST_AT_ONCE + 1):
        another(award, f"AAAA-BBBB-C{n}")
    aigul = as_("aigul")
    aigul.post("/kk/theme/", {"theme": "dark"})
    assert Credential.objects.count() == MOST_AT_ONCE
    aigul.post("/kk/theme/", {"theme": "dark"})
    assert not awards_to_issue().exists()


@pytest.mark.parametrize("other", ["revocation"])
def test_two_awards_of_one_body_share_a_list(
    issued: Credential, award: Award, at: datetime, other: str
) -> None:
    second = another(award, "AAAA-BBBB-CC")
    made = issue(actor=None, at=at, award=second)
    assert made.status_list == issued.status_list
    assert made.status_index != issued.status_index
    assert made.status_list.purpose == other


def test_the_rules_on_issue_are_asked_of_what_was_signed_and_the_answer_is_kept(issued: Credential) -> None:
    kept = CheckReport.objects.get(subject=issued.subject)
    said = {one["rule"]: one["outcome"] for one in json.loads(bytes(kept.content))["findings"]}
    assert {
        said[rule]
        for rule in ("IS-01", "IS-02", "IS-03", "IS-04", "IS-05", "IS-06", "IS-07", "IS-11", "IS-12")
    } == {"met"}
    not_met = {rule for rule in said if rule.startswith("IS-") and said[rule] == "not-met"}
    assert not_met == {"IS-09"}  # this grade has no scale
    assert "SEIITOVA" not in str(kept.facts)


def test_a_rule_that_stands_in_the_way_lets_the_award_wait(award: Award, at: datetime) -> None:
    award.record["workload"] = {}
    award.save()
    with pytest.raises(Refused, match=r"credential\.rule-not-met") as refused:
        issue(actor=None, at=at, award=award)
    assert refused.value.details["rule"] == "IS-05"
    assert not Credential.objects.exists()
    assert Award.objects.get().issued is False
