"""Signing many documents of one achievement: the very file that signing each alone makes, whatever the texts are."""

from __future__ import annotations

import json
from datetime import timedelta
from random import Random
from typing import Any

import base58
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanym.core.credentials import base58btc
from tanym.core.credentials.compose.open_badge import open_badge
from tanym.core.credentials.keys import KeyKind
from tanym.core.credentials.proofs import series as module
from tanym.core.credentials.proofs.data_integrity import sign
from tanym.core.credentials.proofs.series import Series
from tanym.core.credentials.record import Holder, HolderName
from tanym.core.credentials.status.bitstring import StatusEntry
from tanym.core.kernel.errors import InvalidValue, TanymError
from tests.core.credentials.cast import CONTEXTS, KOKZHAR, LIST, METHOD, NOW, Key, award
from tests.core.credentials.compiled.documents import WORDS, badges, invented, reworded


def alone(document: dict[str, Any], contexts: Any = CONTEXTS) -> bytes:
    made = sign(document, signer=KOKZHAR, method=METHOD, created=NOW, contexts=contexts)
    return json.dumps(made, ensure_ascii=False, indent=2).encode()


def answer(way: Any, *arguments: Any) -> bytes | str:
    try:
        return way(*arguments)  # type: ignore[no-any-return]
    except TanymError as error:
        return error.code


def badge(number: int, name: str = "Айгүл") -> dict[str, Any]:
    record = award(
        id=f"urn:uuid:5f2a6a8e-0b0e-4c57-8c57-{number:012}",
        number=f"7Q4K-M2XD-{number}",
        holder=Holder(HolderName(f"{name} {number}", f"{name} {number}", "")),
        awarded_at=award().awarded_at + timedelta(minutes=number),
    )
    return open_badge(record, status=StatusEntry(LIST, number))


@pytest.fixture
def alone_made(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    made: list[None] = []

    def counted(*arguments: Any, **named: Any) -> Any:
        made.append(None)
        return sign(*arguments, **named)

    monkeypatch.setattr(module, "sign", counted)
    return made


def test_credentials_of_one_achievement_are_signed_from_what_they_have_in_common(
    alone_made: list[None],
) -> None:
    series = Series(method=METHOD, contexts=CONTEXTS)
    for number in range(40):
        assert series.sign(badge(number), NOW, KOKZHAR) == alone(badge(number))
    assert len(alone_made) <= 6  # the first two, and what is asked once for a moment


def test_a_form_does_not_sign_what_it_was_not_made_of() -> None:
    series = Series(method=METHOD, contexts=CONTEXTS)
    for number in range(30):
        document = badge(number)
        if number % 3 == 0:
            document["credentialSubject"]["achievement"]["name"] = f"Another {number % 2}"
        if number % 7 == 0:
            document["issuer"]["id"] = "did:web:other.example"
        assert series.sign(document, NOW, KOKZHAR) == alone(document)


def test_each_moment_has_its_own_proof() -> None:
    series = Series(method=METHOD, contexts=CONTEXTS)
    moments = [NOW + timedelta(seconds=second) for second in (0, 0, 0, 1, 2, 0)]
    made = [json.loads(series.sign(badge(number), at, KOKZHAR)) for number, at in enumerate(moments)]
    assert [one["proof"]["created"][-3:-1] for one in made] == ["00", "00", "00", "01", "02", "00"]


def test_an_undefined_word_is_never_signed_over() -> None:
    series = Series(method=METHOD, contexts=CONTEXTS)
    for number in range(4):
        series.sign(badge(number), NOW, KOKZHAR)
    with pytest.raises(InvalidValue) as refused:
        series.sign(badge(5) | {"nobody-knows-this": "x"}, NOW, KOKZHAR)
    assert refused.value.code == "credential.undefined-term"


def test_a_key_of_another_kind_is_refused_as_it_is_alone() -> None:
    series = Series(method=METHOD, contexts=CONTEXTS)
    with pytest.raises(InvalidValue) as refused:
        series.sign(badge(1), NOW, Key(7, KeyKind.P256))
    assert refused.value.code == "credential.key-type-mismatch"


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32))
def test_documents_of_any_shape_with_any_texts_are_signed_as_they_are_alone(seed: int) -> None:
    random = Random(seed)  # noqa: S311  # no secret depends on it
    first, contexts = (invented(random), WORDS) if seed % 2 else (random.choice(badges()), CONTEXTS)
    series = Series(method=METHOD, contexts=contexts)
    for document in [first, *(reworded(first, random, 0.04) for _ in range(7))]:
        assert answer(series.sign, document, NOW, KOKZHAR) == answer(alone, document, contexts)


@given(st.binary(max_size=100))
def test_base58_is_the_same_base58(data: bytes) -> None:
    for given_ in (data, b"\0\0" + data):
        assert base58btc.encode(given_) == base58.b58encode(given_).decode()
