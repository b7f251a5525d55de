"""Is it built as its standard says? VCDM 2.0 and the information model of Open Badges 3.0, as far as readers rely on it.

These are our own checks of structure: no JSON Schema of 1EdTech is shipped with us.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tanym.core.credentials.contexts import BASES, VC_V1
from tanym.core.credentials.one_spelling import one_spelling
from tanym.core.credentials.terms import ADDRESS
from tanym.core.kernel.errors import InvalidValue

BADGE_TYPES = frozenset({"OpenBadgeCredential", "AchievementCredential"})
OB_CONTEXTS = "https://purl.imsglobal.org/spec/ob/v3p0/context"
_TYPED = ("credentialStatus", "credentialSchema", "evidence", "termsOfUse", "refreshService", "renderMethod")


@dataclass(frozen=True, slots=True)
class Shape:
    """A class of Open Badges: its type, the members it must have, the classes of its parts, and which members are one text."""

    type: str | None
    needs: tuple[str, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)
    fault: str = "credential.structure-invalid"
    texts: tuple[str, ...] = ()


SHAPES: Mapping[str, Shape] = {
    "Profile": Shape(
        "Profile",
        ("id",),
        {"otherIdentifier": "IdentifierEntry", "parentOrg": "Profile", "address": "Address", "image": "Image"},
        "credential.issuer-invalid",
        ("name", "description"),
    ),
    "Address": Shape("Address"),
    "Image": Shape("Image", ("id",)),
    "IdentifierEntry": Shape("IdentifierEntry", ("identifier", "identifierType"), texts=("identifier",)),
    "IdentityObject": Shape("IdentityObject", ("hashed", "identityHash", "identityType")),
    "AchievementSubject": Shape(
        "AchievementSubject",
        ("achievement",),
        {"achievement": "Achievement", "identifier": "IdentityObject", "result": "Result", "source": "Profile"},
        "credential.subject-invalid",
    ),
    "Achievement": Shape(
        "Achievement",
        ("id", "name", "description", "criteria"),
        {"alignment": "Alignment", "resultDescription": "ResultDescription", "related": "Related", "creator": "Profile",
         "criteria": "Criteria", "image": "Image", "otherIdentifier": "IdentifierEntry"},
        "credential.achievement-invalid",
        ("name", "description", "achievementType", "humanCode", "fieldOfStudy"),
    ),
    "Criteria": Shape(None, texts=("narrative",)),
    "Alignment": Shape("Alignment", ("targetName", "targetUrl"), texts=("targetName", "targetDescription", "targetUrl")),
    "Related": Shape("Related", ("id",)),
    "Result": Shape("Result", (), {"alignment": "Alignment"}, texts=("value", "status")),
    "ResultDescription": Shape(
        "ResultDescription",
        ("id", "name", "resultType"),
        {"alignment": "Alignment", "rubricCriterionLevel": "RubricCriterionLevel"},
        texts=("name", "resultType"),
    ),
    "RubricCriterionLevel": Shape("RubricCriterionLevel", ("id", "name"), {"alignment": "Alignment"}, texts=("name",)),
    "Evidence": Shape("Evidence", texts=("name", "narrative", "description")),
}  # fmt: skip


def check_structure(credential: Mapping[str, Any]) -> None:
    """Raises `InvalidValue` with the code of the first fault.

    Codes: `credential.type-invalid`, `context-invalid`, `context-not-allowed`, `id-not-url`, `issuer-invalid`,
    `subject-invalid`, `achievement-invalid`, `structure-invalid` (each with `credential.` before it).
    """
    kinds = types(credential)
    if "VerifiableCredential" not in kinds:
        raise InvalidValue("credential.type-invalid")
    is_badge = bool(BADGE_TYPES & kinds)
    check_contexts(credential.get("@context"), is_badge)
    if "id" in credential or is_badge:
        _check_id(credential.get("id"))
    if "verifiableCredential" in credential and not any(kind.startswith("Clr") for kind in kinds):
        raise InvalidValue("credential.structure-invalid", member="verifiableCredential")
    issuer = credential.get("issuer")
    if not is_address(issuer.get("id") if isinstance(issuer, Mapping) else issuer):
        raise InvalidValue("credential.issuer-invalid")
    subjects = listed(credential.get("credentialSubject"))
    if not subjects or not all(isinstance(subject, Mapping) and subject for subject in subjects):
        raise InvalidValue("credential.subject-invalid")
    for subject in subjects:
        if "id" in subject:
            _check_id(subject["id"])
    for name in _TYPED:
        for entry in listed(credential.get(name)):
            if not isinstance(entry, Mapping) or not types(entry):
                raise InvalidValue("credential.structure-invalid", member=name)
            if name == "credentialStatus" and not is_address(entry.get("id", "urn:none")):
                raise InvalidValue("credential.status-entry-malformed")
            if name != "credentialSchema" and "id" in entry:
                _check_id(entry["id"])
            if name == "credentialSchema" and not is_address(entry.get("id")):
                raise InvalidValue("credential.structure-invalid", member=name)
    if is_badge:
        _check_badge(credential, issuer, subjects)


def check_contexts(value: object, is_badge: bool = False) -> None:
    """The base context first, then addresses only (VCDM 2.0, 4.3; Open Badges 3.0 for badges)."""
    entries = listed(value)
    if not entries or entries[0] not in BASES:
        raise InvalidValue("credential.context-invalid")
    if not all(isinstance(entry, str) for entry in entries):
        raise InvalidValue("credential.context-not-allowed", place="/@context")
    if len(set(entries)) != len(entries) or set(BASES) <= set(entries):
        raise InvalidValue("credential.context-invalid")
    if is_badge and not any(entry.startswith(OB_CONTEXTS) for entry in entries):
        raise InvalidValue("credential.context-invalid")


def is_first_version(credential: Mapping[str, Any]) -> bool:
    """Whether it follows the data model 1.1, where the dates have other names."""
    return VC_V1 in listed(credential.get("@context"))


def types(node: Mapping[str, Any]) -> frozenset[str]:
    """The types of a node, written as one word or as a list."""
    return frozenset(kind for kind in listed(node.get("type")) if isinstance(kind, str))


def listed(value: object) -> list[Any]:
    """A value or list of values as a list; nothing as an empty one."""
    return value if isinstance(value, list) else [] if value is None else [value]


def is_address(value: object) -> bool:
    """Whether it is an absolute address (URL, URN, DID)."""
    return isinstance(value, str) and ADDRESS.match(value) is not None


def _check_id(value: object) -> None:
    if not is_address(value):
        raise InvalidValue("credential.id-not-url", id=str(value)[:120])


def _check_badge(credential: Mapping[str, Any], issuer: object, subjects: list[Any]) -> None:
    if len(subjects) != 1:
        raise InvalidValue("credential.subject-invalid")
    subject = subjects[0]
    if "id" not in subject and not listed(subject.get("identifier")):
        raise InvalidValue("credential.subject-invalid")
    _check_shape(issuer, "Profile", "issuer")
    _check_shape(subject, "AchievementSubject", "credentialSubject")
    if len(listed(subject["achievement"])) > 1:  # a badge is for one; a reader would show the first
        raise InvalidValue("credential.achievement-invalid", member="credentialSubject/achievement")
    for entry in listed(credential.get("evidence")):
        _check_shape(entry, "Evidence", "evidence")


def _check_shape(node: object, name: str, place: str) -> None:
    shape = SHAPES[name]
    fault = InvalidValue(shape.fault, member=place)
    if not isinstance(node, Mapping) or not node:
        raise fault
    if shape.type is not None and shape.type not in types(node):
        raise fault
    if any(node.get(member) in (None, "", [], {}) for member in shape.needs):
        raise fault
    for member in shape.texts:
        text = node.get(member, "")
        if not isinstance(text, str) and not isinstance(one_spelling(text), str):
            raise fault
    if "id" in shape.needs and not is_address(node["id"]):
        raise fault
    for member, part in shape.parts.items():
        for entry in listed(node.get(member)):
            if part in ("Image", "Profile") and isinstance(entry, str):
                continue  # Open Badges allows the bare address of a picture or a profile
            _check_shape(entry, part, f"{place}/{member}")
