"""Issuing many: the same documents as one by one, each once, whatever happens to the processes that make them."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.queries import person as find
from tanym.apps.audit.models import Act
from tanym.apps.audit.proving import prove
from tanym.apps.credentials.actions.issue import issue
from tanym.apps.credentials.actions.issue_many import issue_many
from tanym.apps.credentials.batch import KIND, Batch
from tanym.apps.credentials.issuing import Alone
from tanym.apps.credentials.models import Credential, IssuerKey, StatusPlace
from tanym.apps.credentials.verification import verify
from tanym.apps.jobs.models import Job, Piece
from tanym.apps.jobs.running import help_out, run
from tanym.apps.policy.models import CheckReport
from tanym.apps.qualifications.models import Award
from tanym.apps.qualifications.queries import awards_to_issue
from tanym.core.credentials.checks import Outcome
from tanym.core.kernel.errors import Refused

PIECE, PIECES = 3, 8


def more(award: Award, count: int) -> list[Award]:
    """So many awards of the same, each with a number of its own."""
    return Award.objects.bulk_create(
        Award(
            number=f"AAAA-{number // 32**2:04}-{number % 32**2:02}"[:14], person=award.person, kind=award.kind,
            version=award.version, awarding_body=award.awarding_body, conferred_on=award.conferred_on,
            conferred_by=award.conferred_by, source=f"learning.enrolment:{number}", record=award.record,
        )
        for number in range(count)
    )  # fmt: skip


def together(awards: list[Award], at: datetime, actor: Person | None = None) -> dict[str, Any]:
    task = Alone({"awards": [one.pk for one in awards]})
    return issue_many(actor=actor, at=at, body=awards[0].awarding_body, task=task)


@pytest.mark.django_db
def test_many_are_issued_as_one_is(award: Award, at: datetime) -> None:
    awards = more(award, 5)
    alone = issue(actor=None, at=at, award=award)
    assert together(awards, at) == {"issued": 5, "failed": []}
    said, shown = report_of(alone), json.loads(bytes(alone.document))
    for one in Credential.objects.exclude(pk=alone.pk):
        document = json.loads(bytes(one.document))
        assert {check.outcome for check in verify(bytes(one.document), at).checks} == {Outcome.CONFIRMED}
        assert document["credentialSubject"]["achievement"] == shown["credentialSubject"]["achievement"]
        assert document["credentialStatus"]["statusListIndex"] == str(one.status_index)
        assert one.places.get().index == one.status_index
        assert report_of(one)["findings"] == said["findings"]
        acts = Act.objects.filter(subject=one.subject)
        assert [(act.action, act.details["award"]) for act in acts] == [
            ("credentials.issue", str(one.award.public_id))
        ]
    assert not awards_to_issue().exists()
    assert prove().fault is None


def report_of(credential: Credential) -> dict[str, Any]:
    kept = CheckReport.objects.get(subject=credential.subject)
    assert kept.bundles.exists()
    return dict(json.loads(bytes(kept.content)))


@pytest.mark.django_db
def test_what_stands_in_the_way_of_one_leaves_the_others_alone(award: Award, at: datetime) -> None:
    unruly, broken, annulled, done, good = more(award, 5)
    unruly.record = {**award.record, "workload": {}}
    broken.record = {**award.record, "titles": {}}
    annulled.annulled_on = at.date()
    for one in (unruly, broken, annulled):
        one.save()
    first = issue(actor=None, at=at, award=done)
    result = together([unruly, broken, annulled, done, good], at)
    assert result["issued"] == 1
    assert dict(result["failed"]) == {
        str(unruly.public_id): "credential.rule-not-met",
        str(broken.public_id): "credential.record-incomplete",
    }
    assert {one.award for one in Credential.objects.all()} == {done, good}
    assert Credential.objects.get(award=done) == first
    assert set(awards_to_issue()) == {award, unruly, broken}


@pytest.mark.django_db
def test_no_place_of_a_list_is_given_twice(award: Award, at: datetime) -> None:
    awards = more(award, 40)
    lost = Alone({"awards": [one.pk for one in awards[:20]]})
    with pytest.raises(ZeroDivisionError):
        issue_many(actor=None, at=at, body=award.awarding_body, task=Breaking(lost.content))
    together(awards[20:], at)
    together(awards[:20], at)
    owned = StatusPlace.objects.filter(credential__isnull=False)
    assert owned.count() == 40 == owned.values("status_list", "index").distinct().count()
    free = StatusPlace.objects.filter(credential=None, decoy_since=None)
    assert free.count() == 20  # of the process that was lost: taken, and nobody's
    assert not set(free.values_list("index", flat=True)) & set(owned.values_list("index", flat=True))


@pytest.mark.django_db
def test_nothing_is_kept_that_was_signed_with_a_key_that_ended_meanwhile(
    award: Award, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    awards, made = more(award, 3), Batch.made

    def and_then_the_key_ends(self: Batch, *given: Any) -> Any:
        done = made(self, *given)
        IssuerKey.objects.filter(ended_at=None).update(ended_at=at, ending=IssuerKey.Ending.RETIRED)
        return done

    task = Alone({"awards": [one.pk for one in awards]})
    monkeypatch.setattr(Batch, "made", and_then_the_key_ends)
    with pytest.raises(Refused, match="key-ended"):
        issue_many(actor=None, at=at, body=award.awarding_body, task=task)
    assert not Credential.objects.exists()
    monkeypatch.undo()
    assert issue_many(actor=None, at=at, body=award.awarding_body, task=task)["issued"] == 3
    assert {one.signed_with.ended_at for one in Credential.objects.all()} == {None}


class Breaking(Alone):
    """A process that is lost after it has taken its places."""

    def finish(self, result: dict[str, Any]) -> None:
        raise ZeroDivisionError


@pytest.mark.django_db(transaction=True)
def test_killed_at_any_moment_it_goes_on_without_a_duplicate_and_without_a_gap(
    award: Award, person: Callable[[str], Person], at: datetime
) -> None:
    """Processes of their own, each killed after one more question to the database than the one before: through a whole
    piece and into the next. On the database of the tests: SQLite, or PostgreSQL where DATABASE_URL names one."""
    awards = [award, *more(award, PIECE * PIECES - 1)]
    keys = [one.pk for one in awards]
    job = Job.objects.create(
        kind=KIND,
        arguments={"body": "kokzhar", "actor": str(person("zhanar").public_id)},
        started_by=person("zhanar"),
        created_at=at,
        state=Job.State.RUNNING,
    )
    for number in range(PIECES):
        piece = keys[number * PIECE : (number + 1) * PIECE]
        Piece.objects.create(job=job, number=number, size=PIECE, content={"awards": piece})
    done = job.pieces.filter(state=Piece.State.DONE)
    asked = 0
    while (
        done.count() < 2
    ):  # what one process wrote was the end of a piece, what the next began was left over
        asked += 1
        assert killed(worker(job, asked))
    assert asked > 20
    both = [worker(job), worker(job)]
    assert not any(killed(one) for one in both)
    assert run(job.public_id) == Job.State.DONE
    count = PIECE * PIECES
    assert Credential.objects.count() == count == Award.objects.filter(issued=True).count()
    assert set(Credential.objects.values_list("award", flat=True)) == set(keys)
    assert StatusPlace.objects.filter(credential__isnull=False).count() == count
    assert not StatusPlace.objects.filter(credential=None, decoy_since=None).exists()  # none was lost
    assert CheckReport.objects.filter(subject__startswith="credentials.credential:").count() == count
    acts = Act.objects.filter(action="credentials.issue")
    assert acts.count() == count == acts.values("subject").distinct().count()
    assert prove().fault is None


def worker(job: Job, last: int = 0) -> int:
    """A process that works on the job; it is killed (SIGKILL) when the database has answered its question number `last`."""
    connections.close_all()
    child = os.fork()
    if child:
        return child
    asked = 0

    def count(execute: Callable[..., Any], *given: Any) -> Any:
        nonlocal asked
        answer = execute(*given)
        asked += 1
        if asked == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    ended = 1
    try:
        with connection.execute_wrapper(count):
            help_out(job.public_id)
        ended = 0
    finally:
        os._exit(ended)


def killed(process: int) -> bool:
    """Whether a process was killed, once it is gone; one that came to its end has done what it was to do."""
    _, how = os.waitpid(process, 0)
    assert os.WIFSIGNALED(how) or os.WEXITSTATUS(how) == 0
    return os.WIFSIGNALED(how)


@pytest.mark.django_db
def test_a_registrar_has_what_waits_issued_by_a_click_and_sees_what_stood_in_the_way(
    award: Award, as_: Callable[[str], Client], django_capture_on_commit_callbacks: Any
) -> None:
    unruly, *_rest = more(award, 8)
    Award.objects.filter(pk=unruly.pk).update(record={**award.record, "workload": {}})
    page, zhanar = "/en/documents/of/kokzhar/waiting/", as_("zhanar")
    assert "9 awards wait" in zhanar.get(page).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answer = zhanar.post(page)
    assert answer.status_code == 302
    assert "It is done." in zhanar.get(answer["Location"]).content.decode()
    shown = zhanar.get(page).content.decode()
    assert "1 award waits" in shown
    assert "1 · " in shown
    assert Credential.objects.count() == 8
    who = {act.actor for act in Act.objects.filter(action="credentials.issue")}
    assert str(find("zhanar").public_id) in who  # a few the platform took after the click itself
    assert as_("dana").get(page).status_code == 403
    assert as_("dana").post(page).status_code == 403
    Award.objects.filter(issued=False).update(issued=True)
    assert zhanar.post(page).status_code == 409
    assert "Nothing waits" in zhanar.get(page).content.decode()
