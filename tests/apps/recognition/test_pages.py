"""The pages of a case as each of its people sees them, at each stage, in three languages."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.translation import override

pytestmark = pytest.mark.django_db

STAFF = ("saule", "timur", "aliya", "rustem")


def _get(client, name: str, language: str, *args: object):
    with override(language):
        return client.get(reverse(name, args=args), follow=True)


def _whole(response) -> str:
    assert response.status_code == 200, response.content[:400]
    page = response.content.decode()
    assert "UNDEFINED-VARIABLE" not in page, page[page.index("UNDEFINED-VARIABLE") :][:80]
    return page


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize(
    "stage", ["draft", "completeness", "mapping", "interview", "assessment", "commission"]
)
def test_every_page_of_a_case_under_way_is_whole(walk, as_, language: str, stage: str) -> None:
    case = walk.to(stage).case
    _whole(_get(as_("aigul"), "recognition:case", language, case.public_id))
    _whole(_get(as_("aigul"), "records:home", language))
    for name in STAFF[:2]:
        page = _get(as_(name), "recognition:work", language, case.public_id)
        if page.status_code == 200:
            _whole(page)
        _whole(_get(as_(name), "recognition:desk", language))
    if stage == "commission":
        _whole(_get(as_("saule"), "recognition:commission", language, case.public_id))
        walk.seated()
        walk.voted("recognise", by=("bolat",))
        for name in ("saule", "aliya", "bolat"):
            _whole(_get(as_(name), "recognition:commission", language, case.public_id))
        walk.minuted("recognise", 5)
        _whole(_get(as_("aliya"), "recognition:commission", language, case.public_id))
        _whole(_get(as_("aliya"), "recognition:minutes", language, case.public_id))


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize(("result", "achieved"), [("recognise", 5), ("recognise-in-part", 3), ("refuse", 0)])
def test_every_page_of_a_decided_case_is_whole(walk, as_, language: str, result: str, achieved: int) -> None:
    case = walk.to("decided", result=result, achieved=achieved).case
    _whole(_get(as_("aigul"), "recognition:case", language, case.public_id))
    for name in STAFF:
        _whole(_get(as_(name), "recognition:work", language, case.public_id))
        _whole(_get(as_(name), "recognition:desk", language))
    for page in ("letter", "register-line"):
        _whole(_get(as_("rustem"), f"recognition:{page}", language, case.public_id))
    _whole(_get(as_("saule"), "recognition:minutes", language, case.public_id))
    with override(language):
        paper = as_("aigul").get(reverse("recognition:letter-pdf", args=[case.public_id]))
    assert paper.content.startswith(b"%PDF-")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_public_pages_need_no_account(country, client, language: str) -> None:
    ways = _whole(_get(client, "recognition:start", language))
    for room in ("recognition/towards", "exams", "validation", "evaluation"):
        assert f'href="/{language}/{room}/"' in ways
    assert "data-analysis-intro" in _whole(_get(client, "recognition:towards", language))
    _whole(_get(client, "recognition:discipline", language, "sayram", "data-analysis-intro"))


def test_a_stranger_does_not_learn_that_a_case_exists(walk, as_) -> None:
    case = walk.to("mapping").case
    for name in ("samal", "omar", "rustem", "kamila"):
        for page in ("case", "work", "commission", "letter", "minutes", "register-line"):
            with override("en"):
                response = as_(name).get(reverse(f"recognition:{page}", args=[case.public_id]))
            assert response.status_code == 404, (name, page)
