"""The plain reading: from the credential alone, whatever its form, and never an invention."""

from __future__ import annotations

import gzip
import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tanym.core.credentials import plain
from tanym.core.credentials.compose.open_badge import open_badge
from tests.core.credentials.cast import award, decision
from tests.places import shared


def test_it_says_who_can_what_shown_by_what_checked_by_whom_and_whom_to_ask() -> None:
    page = plain.read(open_badge(award()))
    assert page.names == {"kk": "Айгүл Сейітова", "ru": "Айгуль Сеитова", "passport": "SEIITOVA AIGUL"}
    assert [(one.text["en"], one.result) for one in page.can] == [
        ("Clean and join tables.", "84 %"),
        ("Tell a sample and a trend apart.", "80 %"),
    ]
    assert (page.shown[0].type, page.shown[0].on) == ("practical-task", date(2026, 6, 14))
    assert page.grade == ("82 %", "B", "3.0")
    assert page.checked_by["ru"] == "Кокжарский университет прикладных наук"
    assert page.ask["kk"] == "тіркеу кеңсесі"
    assert page.is_not == ("diploma", "professional-qualification", "regulated-work")
    assert (page.on, page.workload, page.credits) == (date(2026, 6, 16), "PT75H", 3.0)


def test_a_decision_names_what_was_not_recognised() -> None:
    page = plain.read(open_badge(decision()))
    assert [one.achieved for one in page.can] == [True, False]
    assert page.decision is not None
    assert page.decision.discipline["ru"] == "Анализ данных"
    assert page.decision.reasons == ({"en": "The second outcome is not shown."},)


def test_a_real_european_sample_is_readable() -> None:
    path = shared("data/credentials/elm3_Sample-MC-Annex1-signed.jsonld.gz")
    document = json.loads(json.loads(gzip.decompress(path.read_bytes()))["payload"])
    page = plain.read(document)
    assert page.names == {"passport": "Ana Andromeda"}
    assert page.title["en"] == "Digital micro-credential creation"
    assert len(page.can) == 2
    assert page.workload == "PT60H"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "id",
                    "type",
                    "credentialSubject",
                    "achievement",
                    "result",
                    "issuer",
                    "name",
                    "hasClaim",
                    "title",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=25,
)


@given(
    st.dictionaries(st.sampled_from(["type", "credentialSubject", "issuer", "evidence"]), JSON), st.booleans()
)
def test_reading_never_raises(document: dict[str, object], european: bool) -> None:
    if european:
        document["type"] = ["VerifiableCredential", "EuropeanDigitalCredential"]
    plain.read(document)
