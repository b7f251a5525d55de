"""Writes an award, or a decision on recognition, as a European Digital Credential (European Learning Model 3, unsealed).

It follows the application profile `edc-generic-full` (SHACL shapes of the European Learning Model). Until somebody
seals it, two things are missing that only a seal can give: the moment of issue and the identifier in the certificate.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from tanym.core.credentials.compose import elm_concepts as concepts
from tanym.core.credentials.compose.edc_claim import achievement
from tanym.core.credentials.compose.edc_parts import Say, Writer
from tanym.core.credentials.contexts import ELM, VC_V1
from tanym.core.credentials.moments import stamp
from tanym.core.credentials.record import AwardRecord
from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.localized import LANGUAGES

MISSING_UNSEALED = ("issued", "eIDASIdentifier")
"""What the shapes ask for and only sealing adds."""


def european_credential(
    record: AwardRecord, *, pictures: Mapping[str, Sequence[bytes]], say: Say, primary: str = "en"
) -> dict[str, Any]:
    """The unsealed credential of a record.

    `pictures` are the pages of the certificate as PNG by language: the profile shows a credential by them. `say` gives
    the words of the catalogue. Date of birth and national numbers have no place in it. Raises
    `InvalidValue("credential.pictures-missing")` without a picture in the `primary` language and
    `Refused("credential.country-not-in-table")`.
    """
    if not pictures.get(primary):
        raise InvalidValue("credential.pictures-missing", language=primary)
    writer = Writer(record, say)
    credential: dict[str, Any] = {
        "@context": [VC_V1, ELM],
        "id": record.id,
        "type": ["VerifiableCredential", "EuropeanDigitalCredential"],
        "credentialProfiles": [concepts.GENERIC],
        "credentialSchema": [{"id": concepts.PROFILE, "type": "ShaclValidator2017"}],
        "identifier": [writer.identifier("number", record.number, "Certificate number")],
        "displayParameter": _display(writer, record, pictures, primary),
        "issuer": writer.organisation(record.awarding),
        "validFrom": stamp(record.awarded_at),
        "credentialSubject": _person(writer, record, primary),
    }
    if record.valid_until is not None:
        credential["validUntil"] = credential["expirationDate"] = stamp(record.valid_until)
    return credential


def prepared(credential: Mapping[str, Any], *, identifier: str, country: str, at: datetime) -> dict[str, Any]:
    """The credential as it is sealed at that moment: with the identifier that stands in the certificate of the seal.

    `identifier` is the organizationIdentifier of the certificate (ETSI EN 319 412-1, 5.1.4), `country` two letters.
    """
    issuer = {
        **credential["issuer"],
        "eIDASIdentifier": {
            "id": f"{credential['id']}#seal-identifier",
            "type": "LegalIdentifier",
            "notation": identifier,
            "spatial": concepts.country(country),
        },
    }
    moment = stamp(at)
    return {**credential, "issuer": issuer, "issued": moment, "issuanceDate": moment}


def _display(
    writer: Writer, record: AwardRecord, pictures: Mapping[str, Sequence[bytes]], primary: str
) -> dict[str, Any]:
    shown = [language for language in LANGUAGES if pictures.get(language)]
    return writer.node(
        "DisplayParameter",
        "display",
        title=writer.texts(record.titles),
        description=writer.texts(record.summary),
        primaryLanguage=concepts.language(primary),
        language=[concepts.language(language) for language in shown],
        individualDisplay=[
            writer.node(
                "IndividualDisplay",
                f"display-{language}",
                language=concepts.language(language),
                displayDetail=[
                    _page(writer, f"display-{language}-{number}", number, picture)
                    for number, picture in enumerate(pictures[language], start=1)
                ],
            )
            for language in shown
        ],
    )


def _page(writer: Writer, name: str, number: int, picture: bytes) -> dict[str, Any]:
    image = writer.node(
        "MediaObject",
        f"{name}-image",
        content=base64.b64encode(picture).decode("ascii"),
        contentEncoding=concepts.BASE64,
        contentType=concepts.PNG,
    )
    return writer.node("DisplayDetail", name, page=number, image=image)


def _person(writer: Writer, record: AwardRecord, primary: str) -> dict[str, Any]:
    name = record.holder.name
    full = name.passport or name.ru or name.kk
    tag = "en" if name.passport else "ru" if name.ru else "kk"
    others = {
        language: text for language, text in (("kk", name.kk), ("ru", name.ru)) if text and text != full
    }
    person = writer.node(
        "Person",
        "holder",
        fullName={tag: full},  # the shapes allow one name in one language
        additionalNote=[writer.note("holder-names", others)] if others else None,
        hasClaim=[achievement(writer, record)],
    )
    return {**person, "id": record.holder.id} if record.holder.id else person
