"""A register as linked data: JSON-LD 1.1 in which every member is a word of a public vocabulary.

Vocabularies: DCAT 3 and Dublin Core terms for the register, schema.org, FOAF, ORG, RegOrg, ADMS and the European
Learning Model for the entries, SKOS for our own codes. Nothing is a word of ours; our codes are SKOS concepts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tanym.apps.registers.columns import Column, Kind

VOCABULARIES: Mapping[str, str] = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "elm": "http://data.europa.eu/snb/model/elm/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "rov": "http://www.w3.org/ns/regorg#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

TYPES: Mapping[str, str] = {
    "providers": "schema:Permit",
    "academic-recognition": "schema:Permit",
    "recognition-centres": "schema:Permit",
    "quality-agencies": "schema:Permit",
    "micro-qualifications": "schema:EducationalOccupationalProgram",
    "credentials": "schema:EducationalOccupationalCredential",
    "rules": "schema:Legislation",
}
"""What an entry of a register is, beside a document about something."""

CONTEXT: Mapping[str, Any] = {
    **VOCABULARIES,
    "dct:title": {"@container": "@language"},
    "skos:prefLabel": {"@container": "@language"},
    "dct:license": {"@type": "@id"},
    "dct:publisher": {"@type": "@id"},
    "dct:hasPart": {"@type": "@id"},
    "dct:relation": {"@type": "@id"},
    "dcat:landingPage": {"@type": "@id"},
    "adms:status": {"@type": "@id"},
    "rov:orgActivity": {"@type": "@id"},
    "elm:awardingBody": {"@type": "@id"},
    "foaf:primaryTopic": {"@type": "@id"},
    "foaf:topic": {"@type": "@id"},
    "foaf:page": {"@type": "@id"},
    "dct:issued": {"@type": "xsd:date"},
    "schema:validFrom": {"@type": "xsd:date"},
    "schema:validThrough": {"@type": "xsd:date"},
    "schema:citation": {"@container": "@language"},
}


class Naming:
    """How what a register names is named on the web: our own addresses, the DID of an organisation."""

    def __init__(self, address: str, organisation: Any) -> None:
        """`organisation` gives the identifier of an organisation by its code."""
        self.address, self.organisation = address, organisation

    def concept(self, kind: str, code: str) -> str:
        """One of our codes, in the file of their meanings."""
        return f"{self.address}/registers/codes.jsonld#{kind}-{code}"

    def entry(self, register: str, id: str) -> str:
        """An entry of a register."""
        return f"{self.address}/registers/{register}/{id}/"


def as_jsonld(
    head: Mapping[str, Any], rows: Iterable[Mapping[str, Any]], columns: Sequence[Column], naming: Naming
) -> Iterator[str]:
    """The whole register on a day: a data set whose parts are the entries. `head` as in the JSON download."""
    kind = TYPES.get(head["register"])
    about = {
        "@context": CONTEXT,
        "@id": f"{naming.address}/registers/{head['register']}/?on={head['on']}",
        "@type": "dcat:Dataset",
        "dct:title": _texts(head["titles"]),
        "dct:publisher": naming.organisation(head["keeper"]),
        "dct:license": head["licence"],
        "dcat:landingPage": f"{naming.address}/registers/{head['register']}/",
        "schema:temporalCoverage": head["on"],
    }
    if head["known_on"]:
        about["dct:issued"] = head["known_on"]
    yield json.dumps(about, ensure_ascii=False)[:-1] + ', "dct:hasPart": ['
    between = "\n"
    for row in rows:
        yield between + json.dumps(node(row, columns, naming, kind), ensure_ascii=False)
        between = ",\n"
    yield "\n]}\n"


def node(
    row: Mapping[str, Any], columns: Sequence[Column], naming: Naming, kind: str | None
) -> dict[str, Any]:
    """One entry."""
    found: dict[str, Any] = {
        "@id": row["page"],
        "@type": ["foaf:Document", *([kind] if kind else [])],
        "dct:title": _texts(row["titles"]),
        "adms:status": naming.concept("status", row["status"]),
    }
    if row["since"]:
        found["schema:validFrom"] = row["since"]
    if row["until"]:
        found["schema:validThrough"] = row["until"]
    other = []
    for one in columns:
        value = row.get(one.name)
        if value is None:
            continue
        if not one.term or (one.kind is not Kind.TEXTS and _in_languages(value)):
            other.append(_property(one, value))
        else:
            found[one.term] = _value(one, value, naming)
    if other:
        found["schema:additionalProperty"] = other
    return {name: value for name, value in found.items() if value not in ({}, [])}


def _value(of: Column, value: Any, naming: Naming) -> Any:
    if of.kind is Kind.TEXTS:
        return _texts(value)
    given = value if isinstance(value, list) else [value]
    if of.kind in (Kind.ORGANISATION, Kind.ORGANISATIONS):
        return _one([_body(one, naming) for one in given])
    if of.page:
        return _one([naming.entry(of.page, one) for one in given])
    if of.term == "rov:orgActivity":
        return _one([naming.concept(of.words.rpartition(".")[2], one) for one in given])
    if of.kind is Kind.DAY:
        return {"@value": value, "@type": "xsd:date"}
    return _one(given)


def _body(given: str, naming: Naming) -> Any:
    """An organisation by its identifier; one that our registers do not know, by the name that was written."""
    if _CODE.fullmatch(given):
        return naming.organisation(given)
    return {"@type": "schema:Organization", "schema:name": given}


_CODE = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


def _property(of: Column, value: Any) -> dict[str, Any]:
    """What no public vocabulary has a word for: a property with its name and its value (schema.org)."""
    written: list[Any] = []
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            written += [
                {"@value": text, **({"@language": language} if language else {})}
                for language, text in one.items()
            ]
        else:
            written.append(one)
    return {"@type": "schema:PropertyValue", "schema:propertyID": of.name, "schema:value": _one(written)}


def _in_languages(value: Any) -> bool:
    """Whether a cell that could be a plain text is one by language."""
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(one, dict) for one in value)
    )


def _texts(given: Mapping[str, str]) -> dict[str, str]:
    """A text by language; one in no known language stands under `@none` (JSON-LD 1.1, 4.6.2)."""
    return {language or "@none": text for language, text in given.items()}


def _one(given: list[Any]) -> Any:
    return given[0] if len(given) == 1 else given
