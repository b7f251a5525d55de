"""Long work is done beside the pages, watched and stopped by whoever started it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.jobs import kinds, running
from tanym.apps.jobs.actions.start import start
from tanym.apps.jobs.actions.tidy import tidy
from tanym.apps.jobs.kinds import Kind, Progress, register
from tanym.apps.jobs.locks import held
from tanym.apps.jobs.models import Job
from tanym.apps.jobs.queries import standing
from tanym.apps.jobs.running import run
from tanym.core.kernel.errors import Refused

pytestmark = pytest.mark.django_db
Find = Callable[[str], Person]


@pytest.fixture(autouse=True)
def counting() -> Iterator[None]:
    """A kind of work that counts, refuses or breaks, as its arguments say."""

    def count(arguments: dict[str, Any], progress: Progress) -> None:
        for step in range(arguments["to"] + 1):
            progress(step, arguments["to"])
            if step == arguments.get("stop_at"):
                Job.objects.update(asked_to_stop=True)
        if arguments.get("refuse"):
            raise Refused("pack.faulty", pack="eu")
        if arguments.get("break"):
            raise ZeroDivisionError

    register(Kind("counting", "simulation.work", count, lambda arguments: f"/counted/{arguments['to']}/"))
    yield
    kinds._KINDS.pop("counting")


def job(person: Find, at: datetime, **arguments: Any) -> Job:
    return start(actor=person("gulnar"), at=at, kind="counting", arguments={"to": 4, **arguments})


@pytest.mark.parametrize(
    ("arguments", "state", "code"),
    [({}, "done", None), ({"stop_at": 2}, "cancelled", None), ({"refuse": True}, "failed", "pack.faulty"), ({"break": True}, "failed", "jobs.fault")],
)  # fmt: skip
def test_a_job_ends_as_its_work_does(
    person: Find, at: datetime, arguments: dict[str, Any], state: str, code: str | None
) -> None:
    made = job(person, at, **arguments)
    assert run(made.public_id) == state
    made.refresh_from_db()
    assert (made.fault.get("code"), made.of, made.ended_at is not None) == (code, 4, True)
    assert run(made.public_id) == state  # a second process finds nothing to do


def test_a_person_has_one_job_of_a_kind_at_a_time(person: Find, at: datetime) -> None:
    made = job(person, timezone.localtime())
    with pytest.raises(Refused, match=r"jobs\.one-already"):
        job(person, timezone.localtime())
    run(made.public_id)
    assert job(person, at)


def test_a_job_whose_process_is_gone_is_interrupted_and_can_be_taken_up_again(person: Find) -> None:
    made = job(person, timezone.localtime() - timedelta(minutes=5))
    Job.objects.update(state=Job.State.RUNNING, begun_at=timezone.localtime() - timedelta(minutes=5))
    made.refresh_from_db()
    with held(str(made.public_id)):
        assert standing(made, timezone.localtime()) == Job.State.RUNNING
    assert standing(made, timezone.localtime()) == Job.State.INTERRUPTED
    call_command("job", str(made.public_id))
    made.refresh_from_db()
    assert made.state == Job.State.DONE


def test_a_job_that_was_noted_as_interrupted_can_be_taken_up_again(person: Find) -> None:
    made = job(person, timezone.localtime() - timedelta(minutes=5))
    tidy(at=timezone.localtime())
    made.refresh_from_db()
    assert (made.state, made.ended_at is None) == (Job.State.INTERRUPTED, False)
    call_command("job", str(made.public_id))
    made.refresh_from_db()
    assert made.state == Job.State.DONE


def test_a_job_that_another_process_works_on_is_left_alone(person: Find) -> None:
    made = job(person, timezone.localtime() - timedelta(minutes=5))
    Job.objects.update(state=Job.State.RUNNING, begun_at=timezone.localtime() - timedelta(minutes=5))
    with held(str(made.public_id)):
        call_command("job", str(made.public_id))
        made.refresh_from_db()
        assert made.state == Job.State.RUNNING


def test_jobs_take_turns_and_one_that_waits_can_be_cancelled(person: Find, at: datetime) -> None:
    made = job(person, at)
    waited: list[float] = []

    def pause(seconds: float) -> None:
        waited.append(seconds)
        Job.objects.update(asked_to_stop=len(waited) > 1)

    with held(running.TURN):
        assert run(made.public_id, pause) == Job.State.CANCELLED
    assert len(waited) == 2


def test_old_jobs_are_erased_and_lost_ones_noted(person: Find, at: datetime) -> None:
    job(person, at - timedelta(days=40))
    assert tidy(at=at) == 0
    lost = Job.objects.get()
    assert lost.state == Job.State.INTERRUPTED
    assert tidy(at=at + timedelta(days=31)) == 1
    assert not Job.objects.exists()


def test_only_who_started_it_sees_and_stops_it(
    person: Find, as_: Callable[[str], Client], client: Client
) -> None:
    made = job(person, timezone.localtime())
    address = f"/en/jobs/{made.public_id}/"
    gulnar = as_("gulnar")
    page = gulnar.get(address).content.decode()
    assert "<progress" in page
    assert "<h1>" not in gulnar.get(address, headers={"HX-Request": "true"}).content.decode()
    for stranger in (as_("dana"), client):
        assert stranger.get(address).status_code in (302, 404)
        assert stranger.post(address + "cancel/").status_code in (302, 404)
    made.refresh_from_db()
    assert not made.asked_to_stop
    assert gulnar.get(address + "cancel/").status_code == 405
    assert gulnar.post(address + "cancel/").status_code == 302
    assert run(made.public_id) == Job.State.CANCELLED
    ended = gulnar.get(address, headers={"HX-Request": "true"})
    assert ended["HX-Refresh"] == "true"


def test_a_lock_is_let_go_when_its_process_dies(tmp_path: Any, settings: Any) -> None:
    name = "dying"
    with held(name):
        pass
    path = settings.TANYM.var / "jobs" / f"{name}.lock"
    code = f"import fcntl,sys,time\nf=open({str(path)!r},'a')\nfcntl.flock(f,fcntl.LOCK_EX)\nprint('held',flush=True)\ntime.sleep(60)"
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert child.stdout
    assert child.stdout.readline() == b"held\n"
    with held(name) as ours:
        assert not ours
    child.kill()
    child.wait()
    with held(name) as ours:
        assert ours
