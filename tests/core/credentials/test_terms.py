"""No word without a meaning: what a signature would not cover is refused before signing and before verifying."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from tanym.core.credentials.checks import Name
from tanym.core.credentials.compose.open_badge import open_badge
from tanym.core.credentials.contexts import VC_V2
from tanym.core.credentials.status.bitstring import StatusEntry
from tanym.core.credentials.terms import check_terms
from tanym.core.kernel.errors import InvalidValue
from tests.core.credentials.cast import CONTEXTS, INDEX, LIST, award, code, issued, signed, verified

Badge = dict[str, Any]


def set_at(*path: str) -> Callable[[Any], Callable[[Badge], None]]:
    def with_value(value: Any) -> Callable[[Badge], None]:
        def change(badge: Badge) -> None:
            node: Any = badge
            for step in path[:-1]:
                node = node[step]
            node[path[-1]] = value

        return change

    return with_value


SUBJECT = ("credentialSubject",)
ACHIEVEMENT = (*SUBJECT, "achievement")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (set_at(*ACHIEVEMENT, "degree")("PhD"), "undefined-term"),
        (set_at(*ACHIEVEMENT, "criteria", "secret")("x"), "undefined-term"),
        (set_at("type")(["VerifiableCredential", "OpenBadgeCredential", "Diploma"]), "undefined-term"),
        (set_at("proof", "note")("x"), "undefined-term"),
        (set_at(*ACHIEVEMENT, "name_")("x"), "undefined-term"),
        (
            set_at("https://www.w3.org/2018/credentials#validUntil")("2020-01-01T00:00:00Z"),
            "ambiguous-member",
        ),
        (set_at("@type")(["VerifiableCredential"]), "ambiguous-member"),
        (set_at("@included")([]), "ambiguous-member"),
        (set_at("@reverse")({}), "ambiguous-member"),
        (set_at(*ACHIEVEMENT, "description")(None), "ambiguous-member"),
        (set_at(*ACHIEVEMENT, "tag")([["a"]]), "ambiguous-member"),
        (set_at(*ACHIEVEMENT, "tag")([{"@value": "a", "@index": "i"}]), "ambiguous-member"),
        (set_at(*ACHIEVEMENT, "@context")({"name": "https://evil.example/n"}), "context-not-allowed"),
        (set_at(*ACHIEVEMENT, "image")("../picture.png"), "id-not-url"),
        (set_at(*ACHIEVEMENT, "image")({"id": "_:b0", "type": "Image"}), "id-not-url"),
    ],
)
def test_what_the_signature_would_not_cover_is_refused(
    change: Callable[[Badge], None], expected: str
) -> None:
    badge = issued()
    change(badge)
    assert code(verified(badge), Name.SIGNATURE) == expected
    unsigned = {name: value for name, value in badge.items() if name != "proof"}
    if "note" not in badge["proof"]:
        with pytest.raises(InvalidValue):
            signed(unsigned)


def test_the_validity_cannot_be_hidden_under_its_address() -> None:
    """The quads stay the same, so only the spelling gives it away."""
    badge = issued(award(valid_until=award().awarded_at))
    moved = copy.deepcopy(badge)
    until = moved.pop("validUntil")
    datetime_type = "http://www.w3.org/2001/XMLSchema#dateTime"
    moved["https://www.w3.org/2018/credentials#validUntil"] = {"@value": until, "type": datetime_type}
    assert code(verified(badge), Name.DATES) == "expired"
    assert code(verified(moved), Name.SIGNATURE) == "ambiguous-member"


def test_a_status_entry_cannot_be_moved_out_of_sight() -> None:
    badge = open_badge(award(), status=StatusEntry(LIST, INDEX))
    entry = badge["credentialStatus"]
    proof = signed(badge)["proof"]
    hidden = copy.deepcopy(badge)
    hidden["credentialStatus"] = {"id": entry["id"]}
    hidden["credentialSubject"]["achievement"]["image"] = entry
    assert code(verified({**hidden, "proof": proof}), Name.SIGNATURE) in (
        "ambiguous-member",
        "signature-invalid",
    )


def test_the_credential_is_described_in_one_place() -> None:
    badge = open_badge(award())
    badge["evidence"] = [{"id": badge["id"], "type": ["Evidence"], "name": "again"}]
    with pytest.raises(InvalidValue) as refused:
        check_terms(badge, CONTEXTS)
    assert refused.value.code == "credential.ambiguous-member"


def test_words_of_other_vocabularies_are_fine_when_written_in_full() -> None:
    badge = open_badge(award())
    badge["credentialSubject"]["achievement"]["http://purl.org/dc/terms/audience"] = "everybody"
    check_terms(badge, CONTEXTS)


def test_adding_a_word_in_full_breaks_the_signature() -> None:
    badge = issued()
    badge["credentialSubject"]["achievement"]["http://purl.org/dc/terms/audience"] = "everybody"
    assert code(verified(badge), Name.SIGNATURE) == "signature-invalid"


@pytest.mark.parametrize(
    "member",
    [
        {"issuer": "http://a.example/#a#b"},
        {"credentialSubject": {"id": "urn:a[b]"}},
        {"https://other.example/#a#b": "x"},
        {"https://other.example/x": {"@value": "x", "@type": "https://a.example/%zz"}},
    ],
)
def test_an_address_that_no_graph_can_hold_is_refused_since_no_signature_would_cover_it(
    member: dict[str, object],
) -> None:
    document = {"@context": [VC_V2], "id": "urn:x:1", "type": "VerifiableCredential", "issuer": "urn:x:2"}
    check_terms(document, CONTEXTS)
    with pytest.raises(InvalidValue):
        check_terms(document | member, CONTEXTS)
