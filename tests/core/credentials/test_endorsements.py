"""Endorsements inside a badge: signed by who gives them, in force, and about this badge."""

from __future__ import annotations

from typing import Any

import pytest

from tanym.core.credentials.checks import Name
from tests.core.credentials.cast import INDEX, KOKZHAR, LIST, STRANGER, World, signed, verified, world
from tests.core.credentials.siblings.forging import ABSENT, GOOD, PUBLISHED, changed

SENIM = f"did:key:{STRANGER.multibase}"
SENIMS_KEY = f"{SENIM}#{STRANGER.multibase}"
ACHIEVEMENT = GOOD["credentialSubject"]["achievement"]["id"]


def endorsement(about: Any = GOOD["id"], **changes: Any) -> dict[str, Any]:
    """What the agency Senim says of something, signed."""
    said = {
        "@context": GOOD["@context"],
        "id": "urn:uuid:6e0d2f3a-0000-4000-8000-0000000000aa",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "issuer": {"id": SENIM, "type": ["Profile"], "name": "Senim"},
        "validFrom": "2026-06-20T00:00:00Z",
        "credentialSubject": {
            "id": about,
            "type": ["EndorsementSubject"],
            "endorsementComment": "Well assessed.",
        },
        **changes,
    }
    return signed({name: value for name, value in said.items() if value is not ABSENT}, STRANGER, SENIMS_KEY)


def judged(place: str, value: Any, network: World | None = None) -> str:
    """What the check of endorsements says of a badge that Kokzhar signed with this in it; empty where there is none."""
    unsigned = {name: one for name, one in changed(place, value).items() if name != "proof"}
    check = verified(signed(unsigned), network or World(PUBLISHED)).check(Name.ENDORSEMENT)
    return check.code.removeprefix("credential.") if check else ""


@pytest.mark.parametrize("about", [GOOD["id"], GOOD["issuer"]["id"], ACHIEVEMENT])
@pytest.mark.parametrize(
    "place", ["endorsement", "issuer/endorsement", "credentialSubject/achievement/endorsement"]
)
def test_an_endorsement_of_the_badge_or_a_part_of_it_counts(about: str, place: str) -> None:
    assert judged(place, [endorsement(about)]) == "endorsed"


def test_an_endorsement_of_a_body_that_stands_by_its_identifier_alone_counts() -> None:
    unsigned = {name: one for name, one in GOOD.items() if name != "proof"}
    subject = {**GOOD["credentialSubject"]}
    subject["achievement"] = {**subject["achievement"], "creator": "https://maker.example"}
    badge = {**unsigned, "credentialSubject": subject, "endorsement": [endorsement("https://maker.example")]}
    check = verified(signed(badge), World(PUBLISHED)).check(Name.ENDORSEMENT)
    assert check is not None
    assert check.code == "credential.endorsed"


@pytest.mark.parametrize(
    "wrong",
    [
        endorsement("urn:uuid:of-something-else"),
        endorsement(validUntil="2026-07-01T00:00:00Z"),
        endorsement(validFrom="2027-01-01T00:00:00Z"),
        endorsement(type=["VerifiableCredential"]),
        {**endorsement(), "name": "changed"},
        {**endorsement(), "proof": []},
        {name: value for name, value in endorsement().items() if name != "proof"},
        "urn:somebody",
    ],
    ids=[
        "other thing",
        "over",
        "not yet",
        "no endorsement",
        "changed",
        "empty proof",
        "no proof",
        "no object",
    ],
)
@pytest.mark.parametrize("place", ["endorsement", "credentialSubject/achievement/creator"])
def test_praise_that_does_not_hold_is_no_endorsement(wrong: Any, place: str) -> None:
    value = [wrong]
    if place.endswith("creator"):
        value = {
            "id": "https://kokzhar.example",
            "type": ["Profile"],
            "name": "Kokzhar",
            "endorsement": value,
        }  # type: ignore[assignment]
    document = changed(place, value)
    check = verified(document, World(PUBLISHED)).check(Name.ENDORSEMENT)
    assert check is not None
    assert check.code == "credential.endorsement-invalid"


def test_an_endorsement_that_was_taken_back_is_none() -> None:
    own = {**GOOD["issuer"], "name": "Kokzhar"}
    said = {
        "@context": GOOD["@context"],
        "id": "urn:uuid:6e0d2f3a-0000-4000-8000-0000000000ab",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "issuer": own,
        "validFrom": "2026-06-20T00:00:00Z",
        "credentialSubject": {"id": GOOD["id"], "type": ["EndorsementSubject"]},
        "credentialStatus": {**GOOD["credentialStatus"], "id": f"{LIST}#7", "statusListIndex": "7"},
    }
    assert int(GOOD["credentialStatus"]["statusListIndex"]) == INDEX != 7
    praise = signed(said, KOKZHAR)
    assert judged("endorsement", [praise]) == "endorsed"
    assert judged("endorsement", [praise], world(marked=(7,))) == "endorsement-invalid"
    silent = {url: one for url, one in PUBLISHED.items() if url != LIST}
    assert judged("endorsement", [praise], World(silent)) == "endorsement-unchecked"


def test_more_endorsements_than_anybody_reads_are_not_checked() -> None:
    assert judged("endorsement", [endorsement()] * 17) == "endorsements-too-many"
