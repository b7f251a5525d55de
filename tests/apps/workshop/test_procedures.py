"""A procedure gets a stage, a document and a shorter term: the next case follows it, the open case does not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.policy.queries import procedure, stack
from tanym.apps.workshop.actions.approve import approve
from tanym.apps.workshop.actions.begin_procedure import begin_procedure
from tanym.apps.workshop.actions.open_draft import open_draft
from tanym.apps.workshop.actions.submit import submit
from tanym.apps.workshop.checking import release_problems
from tanym.apps.workshop.models import PackDraft
from tanym.apps.workshop.queries import changes, draft_files
from tanym.core.kernel.errors import InvalidValue
from tanym.core.rules.bundle import bundle_digest

pytestmark = pytest.mark.django_db
Find = Callable[[str], Person]
CITE = {"cite-source": "own-rule", "cite-place": "second reading", "cite-mark": "O"}


@pytest.fixture
def draft(person: Find, at: datetime) -> PackDraft:
    gulnar = person("gulnar")
    ministry = gulnar.memberships.get().organisation
    return open_draft(actor=gulnar, at=at, owner=ministry, pack="kz", titles={"en": "A second reading"})


def test_a_new_version_of_a_procedure_is_compared_with_the_one_that_it_follows(
    draft: PackDraft, person: Find, at: datetime
) -> None:
    given: dict[str, Any] = {
        "actor": person("gulnar"), "at": at, "draft": draft, "procedure": "academic", "citation": "own [O]",
        "reason": "A second reading.",
    }  # fmt: skip
    file = begin_procedure(since=date(2027, 1, 1), **given)
    assert begin_procedure(since=date(2027, 1, 1), **given) == file
    assert [one.code for one in changes(draft)] == ["procedure.since-changed"]
    assert not release_problems(draft)
    with pytest.raises(InvalidValue, match=r"draft.not-later"):
        begin_procedure(since=date(2020, 1, 1), **given)


def test_a_lawyer_changes_the_academic_procedure_by_forms_alone(
    as_: Callable[[str], Client], draft: PackDraft, person: Find, fields: Any
) -> None:
    browser, home = as_("gulnar"), reverse("workshop:draft", args=[draft.public_id])
    since = timezone.localdate() + timedelta(days=30)
    file = f"academic-{since.isoformat()}.procedure.toml"
    begun = {"since": since.isoformat(), "reason": "A second reading.", **CITE}
    assert browser.post(f"{home}procedure/academic.procedure.toml/", begun).status_code == 302

    def added(kind: str, name: str) -> str:
        answer = browser.post(f"{home}add/{kind}/?file={file}", {"file": file, "name": name})
        assert answer.status_code == 302, answer.content.decode()
        return answer["Location"]

    def saved(address: str, typed: dict[str, Any], *rows: str) -> None:
        form = fields(browser.get(address))
        for row in rows:
            form = fields(browser.post(address, form | {"do": f"add:{row}"}))
        answer = browser.post(address, form | typed | {"reason": "A second reading.", "do": "save"})
        assert answer.status_code == 302, answer.content.decode()

    def words(english: str) -> dict[str, str]:
        return {f"f-words-{language}": english for language in ("kk", "ru", "en")}

    cites = {"f-cites-0-source": "own-rule", "f-cites-0-place": "item 1", "f-cites-0-mark": "O"}
    stage = {**words("second reading"), "f-waits_for": "chair", "f-clock": "decide"}
    saved(added("stage", "second-reading"), stage | CITE)
    saved(f"{home}entry/{file}~step~refer/", {"f-to": "second-reading"})
    step = {
        **words("Put before the commission"),
        "f-from": ["second-reading"],
        "f-to": "commission",
        "f-by": ["chair"],
    }
    saved(added("step", "read-again"), step | cites, "f-cites")
    paper = {**words("portfolio"), "f-from": "claimant", "f-needed_for": "submit"}
    saved(added("document", "portfolio"), paper | cites, "f-cites")
    line = {
        "f-dated-0-since": since.isoformat(), "f-dated-0-value": "4", "f-dated-0-value-unit": "working-day",
        "f-dated-0-cites-0-source": "own-rule", "f-dated-0-cites-0-place": "item 2", "f-dated-0-cites-0-mark": "O",
    }  # fmt: skip
    saved(f"{home}entry/terms.toml~value~academic.decide-within/", line, "f-dated", "f-dated-0-cites")

    page = browser.get(f"{home}procedure/{file}/")
    assert page.status_code == 200
    assert page.content.decode().count("second reading") >= 2
    now = timezone.localtime()
    submit(actor=person("gulnar"), at=now, draft=draft)
    draft.refresh_from_db()
    assert draft.digest == bundle_digest(draft_files(draft))
    pinned = dict(stack(timezone.localdate(), "sayram").digests)
    approve(actor=person("baurzhan"), at=now, draft=draft, since=since, reason={"en": "Agreed."})

    following = procedure("academic", since, "sayram")
    assert following.steps_from("assessment")[0].to == "second-reading"
    assert [one.name for one in following.documents_for("submit")].count("portfolio") == 1
    assert str(stack(since, "sayram").value("academic.decide-within")) == "4 working-day"
    for kept in (
        procedure("academic", timezone.localdate(), "sayram"),
        procedure("academic", since, packs=pinned),
    ):
        assert "second-reading" not in kept.stages
        assert "portfolio" not in kept.documents
