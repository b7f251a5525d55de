"""What is held is held in one order: award, document, key, journal, lists; and nothing is held while something is signed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tanym.adapters.signing.software import SoftwareSigner
from tanym.apps.accounts.queries import person as find
from tanym.apps.audit.models import JournalHead
from tanym.apps.audit.proving import prove
from tanym.apps.credentials.actions.issue import issue
from tanym.apps.credentials.actions.issue_many import issue_many
from tanym.apps.credentials.actions.reinstate import reinstate
from tanym.apps.credentials.actions.revoke import revoke
from tanym.apps.credentials.actions.supersede import supersede
from tanym.apps.credentials.actions.suspend import suspend
from tanym.apps.credentials.ending import sign_documents_again
from tanym.apps.credentials.issuer_keys import make
from tanym.apps.credentials.issuing import Alone
from tanym.apps.credentials.models import Credential, StatusList
from tanym.apps.qualifications.actions.annul import annul
from tanym.apps.qualifications.models import Award
from tests.apps.credentials.test_issue_many import more
from tests.apps.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)

Deed = Callable[[], Any]


def state_acts(of: Credential, at: datetime) -> list[Deed]:
    """What a registrar does to a document, one after the other."""
    given = {"actor": find("zhanar"), "at": at, "credential": of, "reason": "A reason."}
    return [
        lambda: suspend(revision=1, **given),
        lambda: reinstate(revision=2, **given),
        lambda: supersede(revision=3, **given),
        lambda: revoke(revision=4, **given),
    ]


def together(awards: list[Award], at: datetime) -> Deed:
    task = Alone({"awards": [one.pk for one in awards]})
    return lambda: issue_many(actor=None, at=at, body=awards[0].awarding_body, task=task)


def transactions(deed: Deed) -> list[list[str]]:
    """What was asked of the database, in each transaction."""
    with CaptureQueriesContext(connection) as asked:
        deed()
    found: list[list[str]] = []
    inside = False
    for query in (one["sql"] for one in asked.captured_queries):
        if query.startswith("BEGIN"):
            found.append([])
            inside = True
        elif query.startswith(("COMMIT", "ROLLBACK TO")) or query == "ROLLBACK":
            inside = query.startswith("ROLLBACK TO")
        elif inside:
            found[-1].append(query)
    return found


def first(asked: list[str], table: str) -> int | None:
    """The place of the first question that takes rows of this table."""
    wanted = (f'FROM "{table}"', f'UPDATE "{table}"')
    return next((number for number, one in enumerate(asked) if any(part in one for part in wanted)), None)


def test_the_journal_is_held_before_the_lists(issued: Credential, at: datetime) -> None:
    journal, lists = JournalHead._meta.db_table, StatusList._meta.db_table
    one, *rest = more(issued.award, 4)
    annulled = issue(actor=None, at=at, award=rest.pop())
    deeds = [
        lambda: issue(actor=None, at=at, award=one),
        together(rest, at),
        lambda: annul(actor=find("zhanar"), at=at, award=annulled.award, reason="An appeal."),
        *state_acts(issued, at),
    ]
    for deed in deeds:
        both = [(first(asked, journal), first(asked, lists)) for asked in transactions(deed)]
        assert any(a is not None for a, _ in both)
        assert any(b is not None for _, b in both)
        assert all(a < b for a, b in both if a is not None and b is not None)


def test_who_issues_corrects_revokes_and_annuls_at_once_do_not_wait_for_each_other(
    issued: Credential, at: datetime
) -> None:
    *documents, one, two, three = more(issued.award, 9)
    suspended, corrected, revoked, annulled, also, again = (
        issue(actor=None, at=at, award=award) for award in documents
    )
    given = {"actor": find("zhanar"), "at": at, "reason": "A reason."}
    outcomes = at_once(
        lambda: suspend(credential=suspended, revision=1, **given),
        lambda: supersede(credential=corrected, revision=1, **given),
        lambda: supersede(credential=also, revision=1, **given),
        lambda: revoke(credential=revoked, revision=1, **given),
        lambda: revoke(credential=again, revision=1, **given),
        lambda: annul(award=annulled.award, **given),
        lambda: issue(actor=None, at=at, award=one),
        together([two, three], at),
    )
    assert not [one for one in outcomes if isinstance(one, Exception)]
    assert Credential.objects.filter(revoked_at=None).count() == 7
    assert prove().fault is None


@pytest.fixture
def signing(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bool]]:
    """For every signature that is made: whether a transaction was open."""
    seen: list[bool] = []
    sign = SoftwareSigner.sign

    def watched(self: SoftwareSigner, message: bytes) -> bytes:
        seen.append(connection.in_atomic_block)
        return sign(self, message)

    monkeypatch.setattr(SoftwareSigner, "sign", watched)
    yield seen
    monkeypatch.undo()


def test_nothing_is_held_while_something_is_signed(
    issued: Credential, at: datetime, signing: list[bool]
) -> None:
    one, *rest = more(issued.award, 3)
    body = issued.award.awarding_body
    issue(actor=None, at=at, award=one)
    together(rest, at)()
    for deed in state_acts(issued, at)[:3]:
        deed()
    before = issued.signed_with
    assert before is not None
    make(body, at)
    sign_documents_again(before, find("zhanar"), at, lambda done, of: None)
    assert not Credential.objects.filter(signed_with=before).exists()
    assert len(signing) > 8
    assert not any(signing)
