"""What describes the registers as data sets: a DCAT 3 catalogue, and the meanings of our codes (SKOS)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tanym.apps.registers.open_data.linked import CONTEXT, Naming
from tanym.core.registers.definition import Definition

MEDIA_TYPES: Mapping[str, str] = {
    "csv": "text/csv",
    "json": "application/json",
    "jsonld": "application/ld+json",
}
"""The forms of a download by the ending of its address."""

_IANA = "https://www.iana.org/assignments/media-types/"


def catalogue(
    registers: Iterable[Definition],
    naming: Naming,
    *,
    titles: Mapping[str, str],
    licence: str,
    modified: Mapping[str, str],
) -> dict[str, Any]:
    """All registers as data sets with their downloads and the programming interface. `modified`: register → day."""
    found = list(registers)
    service = f"{naming.address}/api/v1/"
    return {
        "@context": {**CONTEXT, **_MORE},
        "@id": f"{naming.address}/registers/data.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": dict(titles),
        "dct:license": licence,
        "dcat:dataset": [_dataset(one, naming, licence, modified.get(one.id, "")) for one in found],
        "dcat:service": {
            "@id": service,
            "@type": "dcat:DataService",
            "dct:title": dict(titles),
            "dct:license": licence,
            "dcat:endpointURL": service,
            "dcat:endpointDescription": f"{service}openapi.json",
            "dcat:servesDataset": [_name(one, naming) for one in found],
        },
    }


def codes(concepts: Mapping[str, Mapping[str, Mapping[str, str]]], naming: Naming) -> dict[str, Any]:
    """Our codes as concepts: kind → code → words by language."""
    scheme = f"{naming.address}/registers/codes.jsonld"
    return {
        "@context": {**CONTEXT, "skos:inScheme": {"@type": "@id"}},
        "@graph": [
            {"@id": scheme, "@type": "skos:ConceptScheme"},
            *(
                {
                    "@id": naming.concept(kind, code),
                    "@type": "skos:Concept",
                    "skos:inScheme": scheme,
                    "skos:notation": code,
                    "skos:prefLabel": dict(words),
                }
                for kind, members in concepts.items()
                for code, words in members.items()
            ),
        ],
    }


_MORE: Mapping[str, Any] = {
    "dct:description": {"@container": "@language"},
    "dct:conformsTo": {"@type": "@id"},
    "dct:modified": {"@type": "xsd:date"},
    "dcat:dataset": {"@type": "@id"},
    "dcat:distribution": {"@type": "@id"},
    "dcat:downloadURL": {"@type": "@id"},
    "dcat:accessURL": {"@type": "@id"},
    "dcat:mediaType": {"@type": "@id"},
    "dcat:service": {"@type": "@id"},
    "dcat:endpointURL": {"@type": "@id"},
    "dcat:endpointDescription": {"@type": "@id"},
    "dcat:servesDataset": {"@type": "@id"},
}


def _name(of: Definition, naming: Naming) -> str:
    return f"{naming.address}/registers/{of.id}/"


def _dataset(of: Definition, naming: Naming, licence: str, modified: str) -> dict[str, Any]:
    file = f"{naming.address}/registers/{of.id}"
    return {
        "@id": _name(of, naming),
        "@type": "dcat:Dataset",
        "dct:identifier": of.id,
        "dct:title": dict(of.words),
        "dct:description": dict(of.about),
        "dct:publisher": naming.organisation(of.keeper),
        "dct:license": licence,
        **({"dct:modified": modified} if modified else {}),
        "dcat:landingPage": _name(of, naming),
        "dcat:distribution": [
            {
                "@id": f"{file}.{ending}",
                "@type": "dcat:Distribution",
                "dct:title": dict(of.words),
                "dct:license": licence,
                "dcat:accessURL": f"{file}.{ending}",
                "dcat:downloadURL": f"{file}.{ending}",
                "dcat:mediaType": f"{_IANA}{media}",
                **({"dct:conformsTo": f"{file}.schema.json"} if ending == "json" else {}),
            }
            for ending, media in MEDIA_TYPES.items()
        ],
    }
