"""Work in pieces: shared by several processes, taken up where one was lost, done once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.jobs import kinds
from tanym.apps.jobs.kinds import Kind, Lost, Pieces, Task, register
from tanym.apps.jobs.locks import held
from tanym.apps.jobs.models import Job, Piece
from tanym.apps.jobs.pieces import divide, results, sizes, work_off
from tanym.apps.jobs.running import help_out, run

pytestmark = pytest.mark.django_db
DONE: list[str] = []


def do(arguments: dict[str, Any], task: Task) -> None:
    DONE.append(task.content["name"])
    if arguments.get("stop_after") == len(DONE):
        Job.objects.update(asked_to_stop=True)
    if arguments.get("break_at") == task.content["name"]:
        raise ZeroDivisionError
    task.finish({"length": len(task.content["name"])})


PIECES = Pieces(lambda arguments: ((len(one), {"name": one}) for one in arguments["names"]), do)


@pytest.fixture(autouse=True)
def naming() -> Iterator[None]:
    register(Kind("naming", "simulation.work", PIECES, lambda arguments: "/named/"))
    DONE.clear()
    yield
    kinds._KINDS.pop("naming")


@pytest.fixture
def job(person: Callable[[str], Person], at: datetime) -> Job:
    return Job.objects.create(
        kind="naming", arguments={"names": ["a", "bb", "ccc"]}, started_by=person("zhanar"), created_at=at
    )


def test_every_piece_is_done_once_and_its_result_is_kept(job: Job) -> None:
    assert run(job.public_id) == Job.State.DONE
    assert DONE == ["a", "bb", "ccc"]
    assert results(job) == [{"length": 1}, {"length": 2}, {"length": 3}]
    job.refresh_from_db()
    assert (job.steps, job.of) == (6, 6)


def test_who_asks_to_stop_keeps_what_is_done(job: Job, as_: Callable[[str], Client]) -> None:
    job.arguments["stop_after"] = 2
    job.save()
    assert run(job.public_id) == Job.State.CANCELLED
    assert sizes(job) == (3, 6)
    assert "Nothing of it was kept" not in as_("zhanar").get(f"/en/jobs/{job.public_id}/").content.decode()


def test_a_piece_that_breaks_fails_the_job_and_waits_for_the_next_try(job: Job) -> None:
    job.arguments["break_at"] = "bb"
    job.save()
    assert run(job.public_id) == Job.State.FAILED
    states = list(job.pieces.values_list("state", flat=True))
    assert states == [Piece.State.DONE, Piece.State.WAITING, Piece.State.WAITING]
    Job.objects.update(state=Job.State.WAITING, arguments={"names": []})  # divided it stays as it was
    assert run(job.public_id) == Job.State.DONE
    assert DONE == ["a", "bb", "bb", "ccc"]


def test_a_piece_of_a_lost_process_is_taken_up_and_one_of_a_living_is_not(job: Job) -> None:
    divide(job, PIECES)
    job.pieces.filter(number=0).update(state=Piece.State.TAKEN, worker="gone")
    job.pieces.filter(number=1).update(state=Piece.State.TAKEN, worker="alive")
    with held("alive"):
        work_off(job, PIECES, lambda: None)
    assert DONE == ["a", "ccc"] or DONE == ["ccc", "a"]
    assert job.pieces.get(number=1).state == Piece.State.TAKEN


def test_who_lost_its_piece_writes_nothing_of_it(job: Job) -> None:
    divide(job, PIECES)

    def slowly(arguments: dict[str, Any], task: Task) -> None:
        Piece.objects.filter(worker=task.worker).update(worker="another")  # type: ignore[attr-defined]
        with pytest.raises(Lost):
            task.keep({"name": "mine"})
        task.finish({"by": "me"})

    with held("another"):
        work_off(job, Pieces(PIECES.split, slowly), lambda: None)
    assert results(job) == []


def test_a_helper_works_while_the_job_runs_and_not_after_it(job: Job) -> None:
    divide(job, PIECES)
    help_out(job.public_id)
    assert DONE == []  # the job has not begun
    Job.objects.update(state=Job.State.RUNNING)
    help_out(job.public_id)
    assert DONE == ["a", "bb", "ccc"]
