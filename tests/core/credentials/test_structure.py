"""Structure: the parts of a badge on which readers rely. The documents of the data model are in test_data_model."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tanym.core.credentials.compose.open_badge import open_badge
from tanym.core.credentials.structure import check_structure
from tanym.core.kernel.errors import InvalidValue
from tests.core.credentials.cast import award


def without(*path: str) -> Any:
    def change(badge: dict[str, Any]) -> None:
        node: Any = badge
        for step in path[:-1]:
            node = node[step]
        del node[path[-1]]

    return change


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (without("id"), "id-not-url"),
        (without("issuer", "type"), "issuer-invalid"),
        (without("issuer", "id"), "issuer-invalid"),
        (without("credentialSubject", "identifier"), "subject-invalid"),
        (without("credentialSubject", "achievement"), "subject-invalid"),
        (without("credentialSubject", "achievement", "name"), "achievement-invalid"),
        (without("credentialSubject", "achievement", "criteria"), "achievement-invalid"),
        (lambda badge: badge.update(credentialSubject=[badge["credentialSubject"]] * 2), "subject-invalid"),
        (lambda badge: badge.update(issuer=["did:example:1", "did:example:2"]), "issuer-invalid"),
        (lambda badge: badge["@context"].reverse(), "context-invalid"),
        (lambda badge: badge["@context"].pop(), "context-invalid"),
        (lambda badge: badge["@context"].append(badge["@context"][0]), "context-invalid"),
        (lambda badge: badge["@context"].append({"name": "https://evil.example/n"}), "context-not-allowed"),
        (lambda badge: badge.update(type="OpenBadgeCredential"), "type-invalid"),
        (lambda badge: badge.update(evidence=["x"]), "structure-invalid"),
        (lambda badge: badge["credentialSubject"]["result"].append({"value": "1"}), "structure-invalid"),
    ],
)
def test_a_badge_lacking_a_part_is_refused(change: Any, code: str) -> None:
    badge = copy.deepcopy(open_badge(award()))
    check_structure(badge)
    change(badge)
    with pytest.raises(InvalidValue) as refused:
        check_structure(badge)
    assert refused.value.code == f"credential.{code}"
