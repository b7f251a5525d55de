"""The data model of W3C (VCDM 2.0): an issuer takes the published good documents and refuses the bad ones, for its reason."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import base58
import pytest

from tanym.core.credentials.checks import Name
from tanym.core.credentials.contexts import VC_V2
from tanym.core.credentials.issuable import check_issuable
from tanym.core.credentials.ports import Offline
from tanym.core.credentials.related import check_related
from tanym.core.credentials.verify import verify_document
from tanym.core.credentials.written_contexts import named_contexts
from tanym.core.kernel.errors import InvalidValue, TanymError
from tests.core.credentials.cast import CONTEXTS, NOW, code
from tests.core.credentials.published import published_contexts
from tests.places import SHARED, shared

FOLDER = SHARED / "vectors" / "vcdm2"
ISSUER = "did:key:z6MkpJySvETLnxhQG9DzEdmKJtysBDjuuTeDfUj1uNNCUqcj"
REASONS = {
    "credential-context-combo3-fail": "context-not-installed",
    "credential-description-extra-prop-en-fail": "ambiguous-member",
    "credential-evidence-missing-type-fail": "structure-invalid",
    "credential-id-nonidentifier-fail": "id-not-url",
    "credential-id-not-url-fail": "id-not-url",
    "credential-id-subject-multi-fail": "id-not-url",
    "credential-issuer-no-url-fail": "issuer-invalid",
    "credential-issuer-object-id-no-url-fail": "issuer-invalid",
    "credential-issuer-object-id-null-fail": "issuer-invalid",
    "credential-missing-required-type-fail": "type-invalid",
    "credential-no-issuer-fail": "issuer-invalid",
    "credential-no-type-fail": "type-invalid",
    "credential-proof-missing-type-fail": "proof-malformed",
    "credential-redef-type-fail": "undefined-term",
    "credential-redef-type2-fail": "not-canonicalisable",
    "credential-refresh-no-type-fail": "structure-invalid",
    "credential-schema-no-id-fail": "structure-invalid",
    "credential-status-multiple-id-fail": "status-entry-malformed",
    "credential-status-nonurl-id-fail": "status-entry-malformed",
    "credential-status-type-nonurl-fail": "structure-invalid",
    "credential-subject-multiple-empty-fail": "subject-invalid",
    "credential-subject-no-claims-fail": "subject-invalid",
    "credential-termsofuse-missing-type-fail": "structure-invalid",
    "credential-termsofuse-no-type-fail": "structure-invalid",
    "credential-type-mapped-nonurl-fail": "context-invalid",
    "credential-validfrom-invalid-fail": "date-malformed",
    "credential-validuntil-invalid-fail": "date-malformed",
    "issuer-description-extra-prop-en-fail": "ambiguous-member",
    "issuer-name-extra-prop-en-fail": "ambiguous-member",
}


def names(ending: str) -> list[str]:
    return sorted(path.stem for path in FOLDER.glob(f"credential*{ending}.json")) + sorted(
        path.stem for path in FOLDER.glob(f"issuer*{ending}.json")
    )


def accept(name: str) -> None:
    """What an issuer of the conformance profile does before it signs: its own identifier goes where none is written."""
    folder: Path = shared("vectors/vcdm2")
    document: dict[str, Any] = json.loads((folder / f"{name}.json").read_text())
    if isinstance(document.get("issuer"), dict):
        document["issuer"].setdefault("id", ISSUER)
    elif not name.startswith("credential-no-issuer"):
        document.setdefault("issuer", ISSUER)
    for member, moment in (("validFrom", "2020-01-01T00:00:00Z"), ("validUntil", "2040-01-01T00:00:00Z")):
        if str(document.get(member)).endswith(
            " DATE"
        ):  # "PAST DATE": the suite writes a day of its own there
            document[member] = moment
    check_issuable(*named_contexts(document, published_contexts()))


@pytest.mark.parametrize("name", names("-ok") or ["absent"])
def test_an_issuer_takes_a_good_document(name: str) -> None:
    accept(name)


@pytest.mark.parametrize("name", names("-fail") or ["absent"])
def test_an_issuer_refuses_a_bad_document_for_its_reason(name: str) -> None:
    with pytest.raises(TanymError) as refused:
        accept(name)
    assert refused.value.code == f"credential.{REASONS[name]}"


def test_every_published_document_was_looked_at() -> None:
    folder: Path = shared("vectors/vcdm2")
    credentials = [path.stem for path in folder.glob("*.json") if not path.stem.startswith("presentation")]
    assert set(names("-ok")) | set(names("-fail")) == set(credentials)
    assert set(REASONS) == set(names("-fail"))


PRESENTATIONS = {
    "presentation-holder-fail": "holder-invalid",
    "presentation-holder-name-fail": "holder-invalid",
    "presentation-holder-object-fail": "holder-invalid",
    "presentation-missing-required-type-fail": "type-invalid",
    "presentation-no-context-fail-or-inject": "context-invalid",
    "presentation-vc-as-string-fail": "structure-invalid",
    "presentation-vc-missing-required-type-fail": "structure-invalid",
}
"""The presentations of the folder that are not built as they should be; nobody signed any of them."""


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("presentation*")) or ["absent"])
def test_a_presentation_is_built_as_it_should_be_or_refused_for_its_reason(name: str) -> None:
    folder: Path = shared("vectors/vcdm2")
    named, contexts = named_contexts(json.loads((folder / f"{name}.json").read_text()), published_contexts())
    found = verify_document(json.dumps(named).encode(), now=NOW, fetcher=Offline(), contexts=contexts)
    assert code(found, Name.SCHEMA) == PRESENTATIONS.get(name, "presentation-as-expected")
    if name not in PRESENTATIONS:
        assert code(found, Name.SIGNATURE) == "proof-missing"


def minimal(**more: Any) -> dict[str, Any]:
    return {
        "@context": [VC_V2],
        "type": ["VerifiableCredential"],
        "issuer": ISSUER,
        "credentialSubject": {"name": "Aigul"},
        **more,
    }


def test_a_period_that_ends_before_it_begins_is_not_signed() -> None:
    with pytest.raises(InvalidValue) as refused:
        check_issuable(minimal(validFrom="2026-01-02T00:00:00Z", validUntil="2026-01-01T00:00:00Z"), CONTEXTS)
    assert refused.value.code == "credential.validity-period-invalid"


RESOURCE = b"what the syllabus said"
PLACE = "https://kokzhar.example/syllabus"
SHA384 = base64.b64encode(hashlib.sha384(RESOURCE).digest()).decode()
SHA256 = hashlib.sha256(RESOURCE).digest()
RAW = "u" + base64.urlsafe_b64encode(SHA256).decode().rstrip("=")
HASHED = "z" + base58.b58encode(b"\x12\x20" + SHA256).decode()


@pytest.mark.parametrize(
    "digest", [{"digestSRI": f"sha384-{SHA384}"}, {"digestMultibase": RAW}, {"digestMultibase": HASHED}]
)
def test_a_related_resource_is_compared_where_it_is_at_hand(digest: dict[str, str]) -> None:
    credential = minimal(relatedResource=[{"id": PLACE, **digest}])
    check_issuable(credential, CONTEXTS, {PLACE: RESOURCE})
    check_issuable(credential, CONTEXTS)
    with pytest.raises(InvalidValue) as refused:
        check_related(credential, {PLACE: RESOURCE + b"!"})
    assert refused.value.code == "credential.related-resource-changed"


@pytest.mark.parametrize(
    "entries",
    [
        ["https://kokzhar.example/syllabus"],
        [{"digestMultibase": RAW}],
        [{"id": PLACE}],
        [{"id": PLACE, "digestSRI": f"sha384-{SHA384}"}, {"id": PLACE, "digestMultibase": RAW}],
        [{"id": PLACE, "digestSRI": "md5-AAAA"}],
        [{"id": PLACE, "digestSRI": 3}],
        [{"id": PLACE, "digestSRI": "sha256-%"}],
        [{"id": PLACE, "digestMultibase": "f00"}],
        [{"id": PLACE, "digestMultibase": "uAAAA"}],
        [{"id": PLACE, "digestMultibase": "z0OIl"}],
    ],
)
def test_a_related_resource_without_an_address_of_its_own_or_a_digest_is_refused(entries: list[Any]) -> None:
    with pytest.raises(InvalidValue) as refused:
        check_related(minimal(relatedResource=entries))
    assert refused.value.code == "credential.structure-invalid"


def test_a_written_context_keeps_its_meaning_under_its_name() -> None:
    document = minimal()
    document["@context"] = [VC_V2, {"Club": "https://example.org/Club"}]
    document["type"] = ["VerifiableCredential", "Club"]
    named, contexts = named_contexts(document, CONTEXTS)
    check_issuable(named, contexts)
    assert named["@context"][1].startswith("urn:sha256:")
    with pytest.raises(InvalidValue) as refused:
        check_issuable(document, CONTEXTS)
    assert refused.value.code == "credential.context-not-allowed"
    assert named_contexts(minimal(), CONTEXTS) == (minimal(), CONTEXTS)
