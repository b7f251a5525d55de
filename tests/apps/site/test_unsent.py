"""What somebody writes is not lost when their session ends before they send it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from tanym.apps.accounts.queries import person as find
from tanym.apps.qualifications.queries import disciplines
from tanym.apps.recognition.actions.apply import apply
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.site.unsent import KEPT, KNOWN, LARGEST

pytestmark = pytest.mark.django_db

WORDS = 'An hour of "words" & <reasons> that somebody wrote'


def signed_out(client: Client) -> None:
    """The session ends as it does by its term: the browser keeps the rest of its cookies."""
    Session.objects.all().delete()


def sent(client: Client, case: RecognitionCase, words: str = WORDS, **extra: str) -> str:
    """The page that the sign-in leads to, after an application was sent without a session."""
    address = f"/en/recognition/cases/{case.public_id}/"
    answer = client.post(
        f"{address}submit/",
        {"application": words, "informed": "on", "revision": "1"},
        headers={"referer": f"http://testserver{address}"} | extra,
    )
    assert answer.status_code == 302
    assert words not in answer["Location"]
    assert answer["Location"] == f"/en/sign-in/?next={address}"
    return answer["Location"]


@pytest.fixture
def draft(country: None, at: datetime) -> RecognitionCase:
    return apply(actor=find("aigul"), at=at, discipline=disciplines().get(code="data-analysis-intro"))


def test_words_sent_without_a_session_stand_in_their_form_after_signing_in(
    draft: RecognitionCase, as_: Callable[[str], Client]
) -> None:
    aigul = as_("aigul")
    page = f"/en/recognition/cases/{draft.public_id}/"
    assert WORDS not in aigul.get(page).content.decode()
    signed_out(aigul)
    leads = sent(aigul, draft)
    told = aigul.get(leads).content.decode()
    assert "is kept for a day" in told
    assert "An hour of" not in told  # whoever stands before the sign-in page
    aigul.force_login(find("aigul"))
    answer = aigul.get(page)
    held = "An hour of &quot;words&quot; &amp; &lt;reasons&gt; that somebody wrote"
    assert f">\n{held}</textarea>" in answer.content.decode()
    assert "was not sent, and is kept" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.stage == "draft"  # nothing was sent again by itself


def test_what_was_kept_is_forgotten_when_it_is_sent_or_no_longer_needed(
    draft: RecognitionCase, as_: Callable[[str], Client]
) -> None:
    aigul = as_("aigul")
    aigul.get("/en/account/")
    signed_out(aigul)
    sent(aigul, draft)
    aigul.force_login(find("aigul"))
    aigul.get("/en/account/")
    assert KEPT in aigul.session
    assert aigul.post("/en/desk/unsent/forget/").status_code == 302
    assert KEPT not in aigul.session


def test_what_was_kept_stays_while_it_is_refused_and_goes_once_it_is_taken(
    draft: RecognitionCase, as_: Callable[[str], Client]
) -> None:
    aigul, page = as_("aigul"), f"/en/recognition/cases/{draft.public_id}/"
    given = {"kind": "certificate", "title": "A course", "text": WORDS, "outcomes": "o1"}
    aigul.get(page)
    signed_out(aigul)
    aigul.post(f"{page}evidence/", given, headers={"referer": f"http://testserver{page}"})
    aigul.force_login(find("aigul"))
    revision = RecognitionCase.objects.get(pk=draft.pk).revision
    assert aigul.post(f"{page}evidence/", given | {"title": "", "revision": revision}).status_code == 422
    assert KEPT in aigul.session
    assert aigul.post(f"{page}evidence/", given | {"revision": revision}).status_code == 302
    assert KEPT not in aigul.session


def test_a_button_that_is_pressed_meanwhile_takes_nothing_away(
    draft: RecognitionCase, as_: Callable[[str], Client]
) -> None:
    aigul = as_("aigul")
    aigul.get("/en/account/")
    signed_out(aigul)
    sent(aigul, draft)
    assert aigul.post("/en/desk/unsent/forget/", {}).status_code == 302
    assert aigul.session[KEPT]["given"]["application"] == [WORDS]


def test_a_browser_knows_whose_it_was_for_longer_than_a_session_lasts(as_: Callable[[str], Client]) -> None:
    aigul = as_("aigul")
    aigul.get("/en/account/")
    assert aigul.cookies[KNOWN]["max-age"] > settings.SESSION_COOKIE_AGE


def test_somebody_else_who_signs_in_sees_nothing_of_it(
    draft: RecognitionCase, as_: Callable[[str], Client]
) -> None:
    aigul = as_("aigul")
    page = f"/en/recognition/cases/{draft.public_id}/"
    aigul.get(page)
    signed_out(aigul)
    sent(aigul, draft)
    aigul.force_login(find("samal"))
    assert "An hour of" not in aigul.get("/en/records/").content.decode()
    assert KEPT not in aigul.session


def test_sign_in_never_leads_to_an_address_that_takes_forms_only(
    draft: RecognitionCase, as_: Callable[[str], Client]
) -> None:
    aigul = as_("aigul")
    page = f"/en/recognition/cases/{draft.public_id}/"
    signed_out(aigul)
    aigul.post(
        f"{page}submit/", {"application": WORDS}, headers={"referer": f"http://testserver{page}submit/"}
    )
    aigul.force_login(find("aigul"))
    answer = aigul.get(f"{page}submit/")
    assert (answer.status_code, answer["Location"]) == (302, page)
    assert "An hour of" in aigul.get(page).content.decode()


def test_secrets_are_not_kept(client: Client, country: None) -> None:
    client.post("/en/account/number/", {"personal_number": "900101300017", "words": WORDS})
    assert client.session[KEPT]["given"] == {"words": [WORDS]}


def test_a_text_too_long_to_be_kept_is_shown_at_once(client: Client, country: None) -> None:
    long = "word " * (LARGEST // 4)
    answer = client.post("/en/desk/unsent/forget/", {"text": long})
    assert answer.status_code == 403
    assert "word word" in answer.content.decode()
    assert KEPT not in client.session


def test_a_form_that_does_not_come_from_here_is_not_kept(country: None) -> None:
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.post("/en/desk/unsent/forget/", {"text": WORDS}).status_code == 403
    assert KEPT not in stranger.session
