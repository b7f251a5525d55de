"""Awards as an ELMO document: valid against the published schema, with nothing that the person did not give."""

from __future__ import annotations

import base64
from functools import cache

import pytest
from lxml import etree

from tanym.core.credentials.compose.elmo import transcript
from tanym.core.credentials.record import AwardRecord, Body, Holder, HolderName
from tanym.core.kernel.errors import InvalidValue
from tests.core.credentials.cast import AIGUL, KOKZHAR_BODY, NOW, award, decision
from tests.places import shared

NS = {"e": "https://github.com/emrex-eu/elmo-schemas/tree/v1", "t": "urn:tanym:elmo:1"}
# The two schemas that the published one imports and that do not lie beside it: only what it names of them.
STAND_INS = {
    "xml.xsd": b"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
      targetNamespace="http://www.w3.org/XML/1998/namespace"><xs:attribute name="lang" type="xs:language"/></xs:schema>""",
    "schema.xsd": b"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
      targetNamespace="https://github.com/erasmus-without-paper/ewp-specs-types-address/tree/stable-v1">
      <xs:complexType name="FlexibleAddress"/></xs:schema>""",
}


class Beside(etree.Resolver):
    def resolve(self, url: str, _public: object, context: object) -> object:
        name = url.rsplit("/", 1)[-1]
        if name in STAND_INS and "elmo-schemas" not in url and url.startswith("http"):
            return self.resolve_string(STAND_INS[name], context)
        found = shared("vectors/elmo") / "references" / name
        return self.resolve_string(found.read_bytes(), context) if found.is_file() else None


@cache
def schema() -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Beside())
    return etree.XMLSchema(etree.parse(str(shared("vectors/elmo/schema.xsd")), parser))


def read(*records: AwardRecord, **more: dict[str, bytes]) -> etree._Element:
    return etree.fromstring(transcript(records, at=NOW, **more))


def second() -> AwardRecord:
    """Another award of Aigul's, by another body, with little in it."""
    body = Body("https://sayram.example", {"en": "Sayram Technical University"})
    return award(id="urn:uuid:0", number="AAAA-BBBB-CC", awarding=body, grade=None, outcomes=(), workload={}, ects=None, code="")  # fmt: skip


def test_the_document_is_valid_against_the_published_schema() -> None:
    document = read(award(), decision(number="D-1"), second(), attached={award().number: b"{}"})
    assert schema().validate(document), schema().error_log
    assert schema().validate(etree.parse(str(shared("vectors/elmo/example.xml")))), schema().error_log


def test_each_awarding_body_has_its_own_report() -> None:
    document = read(award(), second())
    assert document.xpath("e:report/e:issuer/e:url/text()", namespaces=NS) == [
        "https://kokzhar.example",
        "https://sayram.example",
    ]


def test_credits_hours_and_levels_are_said_in_their_own_units() -> None:
    instance = read(award()).find(".//e:learningOpportunityInstance", NS)
    assert instance is not None
    said = [
        (c.findtext("e:scheme", None, NS), c.findtext("e:value", None, NS))
        for c in instance.findall("e:credit", NS)
    ]
    assert said == [("ECTS", "3"), ("KZ", "3")]
    assert instance.findtext("e:engagementHours", None, NS) == "75"
    assert instance.findtext("e:level/e:description", None, NS) == "indicative"
    assert instance.findtext("e:resultLabel", None, NS) == "82 % · B · 3.0"


def test_the_signed_file_travels_inside() -> None:
    document = read(award(), attached={award().number: b'{"id": "urn:x"}'})
    content = document.findtext(".//e:attachment/e:content", "", NS)
    assert base64.b64decode(content.partition(",")[2]) == b'{"id": "urn:x"}'
    assert document.findtext(".//e:attachments/e:ref", None, NS) == f"credential-{award().number}"


def test_the_learner_is_named_by_the_passport_and_by_no_number_or_birthday() -> None:
    learner = read(award()).find("e:learner", NS)
    assert learner is not None
    assert (learner.findtext("e:familyName", None, NS), learner.findtext("e:givenNames", None, NS)) == (
        "SEIITOVA",
        "AIGUL",
    )
    assert learner.find("e:bday", NS) is None
    assert {one.get("type") for one in learner.findall("e:identifier", NS)} == {
        "name-kk", "name-ru", "name-passport",
    }  # fmt: skip


def test_awards_of_two_people_are_never_put_together() -> None:
    samal = award(holder=Holder(HolderName("Самал Ахметова", "", "")))
    for records in ((), (award(), samal)):
        with pytest.raises(InvalidValue, match="record-incomplete"):
            transcript(records, at=NOW)
    assert AIGUL.name.passport
    assert KOKZHAR_BODY.country == "KZ"
