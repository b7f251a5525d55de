"""Locks are taken in one order: the case, its appeal, what it has conferred, the journal."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tanym.apps.recognition.actions.appeal import appeal
from tanym.apps.recognition.proceedings import locked
from tanym.apps.recognition.terms import kinds
from tests.apps.recognition.conftest import Walk

pytestmark = pytest.mark.django_db


def tables(asked: CaptureQueriesContext) -> list[str]:
    """The tables that were read, in their order."""
    return [found[1] for one in asked if (found := re.search(r'^SELECT .*? FROM "(\w+)"', one["sql"]))]


def test_a_case_is_held_before_its_appeal(walk: Walk) -> None:
    walk.to("decided", result="refuse", achieved=0)
    walk.act(appeal, "aigul", grounds="The certificate was not looked at.")
    lodged: Any = walk.case.appeal
    _case, of_appeals = kinds()
    for hold in (lambda: locked(lodged), lambda: of_appeals.held(str(lodged.public_id), True)):
        with transaction.atomic(), CaptureQueriesContext(connection) as asked:
            hold()
        read = tables(asked)
        held = [at for at, one in enumerate(read) if one == "recognition_appeal"]
        assert "recognition_recognitioncase" in read[: held[-1]]
