"""Taking over what was worked out for a shape: the bytes, and the refusals, of the general way in every case."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld

from tanym.core.credentials.canonicalise import canonical_quads
from tanym.core.credentials.compiled import known
from tanym.core.credentials.compiled.known import KnownShapes
from tanym.core.credentials.contexts import VC_V2, Contexts
from tanym.core.credentials.dataset import canonical_in_full
from tanym.core.kernel.errors import InvalidValue, TanymError
from tests.core.credentials.cast import CONTEXTS
from tests.core.credentials.compiled.documents import (
    OURS,
    WORDS,
    badges,
    invented,
    reshaped,
    reworded,
)


def answer(way: Callable[..., bytes], document: dict[str, Any], contexts: Contexts) -> bytes | str:
    try:
        return way(document, contexts)
    except TanymError as error:
        return error.code


class Counting:
    """The general way, which counts how often it was gone."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, document: dict[str, Any], contexts: Contexts) -> bytes:
        self.times += 1
        return canonical_in_full(document, contexts)


@pytest.fixture
def general(monkeypatch: pytest.MonkeyPatch) -> Counting:
    counting = Counting()
    monkeypatch.setattr(known, "canonical_in_full", counting)
    return counting


def series(seed: int, length: int) -> tuple[list[dict[str, Any]], Contexts]:
    """Documents of one shape with other texts each."""
    random = Random(seed)  # noqa: S311  # no secret depends on it
    first, contexts = (
        (invented(random), WORDS) if random.random() < 0.6 else (random.choice(badges()), CONTEXTS)
    )
    if random.random() < 0.4:
        first = reshaped(first, random)
    odd = random.choice([0.02, 0.02, 0.2])
    return [first, first, *(reworded(first, random, odd) for _ in range(length - 2))], contexts


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_documents_of_any_shape_with_any_texts_give_the_answer_of_the_general_way(seed: int) -> None:
    shapes = KnownShapes()
    documents, contexts = series(seed, 8)
    for document in documents:
        assert answer(shapes.canonical, document, contexts) == answer(canonical_in_full, document, contexts)


def test_another_library_makes_the_same_bytes_of_what_was_taken_over(general: Counting) -> None:
    def load(url: str, options: object = None) -> dict[str, object]:
        return {"contextUrl": None, "documentUrl": url, "document": dict(CONTEXTS[url])}

    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": load}
    shapes = KnownShapes()
    for badge in badges():
        for number in range(6):
            badge["id"] = f"urn:uuid:5f2a6a8e-0b0e-4c57-8c57-{number:012}"
            badge["name"] = f'„{number}" 100 % \\ Деректер\t🎓\n'
            badge["credentialSubject"]["licenseNumber"] = badge["name"][:number]
            assert shapes.canonical(badge, CONTEXTS).decode() == jsonld.normalize(badge, options)
    assert general.times == 6


def test_what_we_issue_is_compiled(general: Counting) -> None:
    shapes = KnownShapes()
    for badge in badges():
        for number in range(10):
            shapes.canonical(badge | {"name": str(number)}, CONTEXTS)
    assert general.times == 6


def own(**members: object) -> dict[str, object]:
    return {"@context": [VC_V2, OURS], "id": "urn:x:1", "type": "VerifiableCredential", **members}


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ({"word": "Thing"}, {"word": "Other"}),
        ({"word": "Thing"}, {"word": "Unknown"}),
        ({"word": "https://a.example/x"}, {"word": "https://www.w3.org/2018/credentials#x"}),
        ({"link": "https://a.example/x"}, {"link": "w:Thing"}),
        ({"link": "https://a.example/x"}, {"link": "relative"}),
        ({"data": {"a": "b"}}, {"data": {"a": 'c"'}}),
        ({"says": "b"}, {"says": "\x00"}),
        ({"says": "b"}, {"says": 1}),
        ({"says": 1}, {"says": 1.0}),
        ({"says": True}, {"says": 1}),
        ({"part": [{"says": "a"}, {"says": "b"}]}, {"part": [{"says": "a"}, {"says": "a"}]}),
        ({"part": {"says": ["a", "b"]}}, {"part": {"says": ["a", "a"]}}),
        ({"part": {"id": "urn:x:2", "says": "a"}}, {"part": {"id": "urn:x:1", "says": "a"}}),
        ({"steps": ["a", "b", "c"]}, {"steps": ["c", "c", "c"]}),
        ({"called": {"kk": "a"}}, {"called": {"kk": "b"}}),
        ({"part": {"@value": "a", "@language": "kk"}}, {"part": {"@value": "a", "@language": "ru"}}),
    ],
)
def test_one_document_says_nothing_of_another(first: dict[str, object], then: dict[str, object]) -> None:
    shapes = KnownShapes()
    for members in (first, first, first, then, then, then, first):
        document = own(**members)
        assert answer(shapes.canonical, document, WORDS) == answer(canonical_in_full, document, WORDS)


def test_a_set_of_contexts_keeps_its_shapes_to_itself() -> None:
    shapes, document = KnownShapes(), own(says="a")
    other = Contexts(
        {**WORDS, OURS: {"@context": {**WORDS[OURS]["@context"], "says": "https://words.example/#told"}}}
    )
    for _ in range(3):
        assert b"#says>" in shapes.canonical(document, WORDS)
    for _ in range(3):
        assert b"#told>" in shapes.canonical(document, other)


def test_strangers_cannot_fill_the_memory() -> None:
    shapes = KnownShapes(max_size=200_000)
    for number in range(60):
        document = own(**{f"https://a.example/{number}": "x" * 2000})
        for _ in range(2):
            shapes.canonical(document, WORDS)
    assert 0 < shapes.size <= 200_000


def test_a_stranger_with_odd_texts_does_not_slow_down_the_documents_of_others(general: Counting) -> None:
    shapes = KnownShapes()
    for text in ("\x00", "\x01", "\x02", "a"):
        shapes.canonical(own(says=text), WORDS)
    before = general.times
    shapes.canonical(own(says="b"), WORDS)
    assert general.times == before


def test_a_document_of_too_many_nodes_is_refused_each_time() -> None:
    document, shapes = own(part=[{"says": "a"}] * 4_100), KnownShapes()
    codes = {answer(shapes.canonical, document, WORDS) for _ in range(3)}
    assert codes == {"credential.graph-too-complex"}


def test_nodes_that_look_alike_are_told_apart_by_the_algorithm_in_full(general: Counting) -> None:
    shapes = KnownShapes()
    for text in "abcd":
        document = own(part=[{"says": text, "part": {"says": "x"}} for _ in range(3)])
        assert shapes.canonical(document, WORDS) == canonical_in_full(document, WORDS)
    assert general.times == 2


def test_the_public_way_is_the_same_way() -> None:
    badge = badges()[0]
    assert {canonical_quads(badge, CONTEXTS) for _ in range(4)} == {canonical_in_full(badge, CONTEXTS)}
    with pytest.raises(InvalidValue):
        canonical_quads({"@context": [VC_V2], "id": "urn:x:1"}, CONTEXTS)
