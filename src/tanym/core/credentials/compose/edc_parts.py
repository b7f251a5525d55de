"""The parts that repeat in a European Digital Credential: nodes with addresses, texts, notes, organisations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from tanym.core.credentials.compose import elm_concepts as concepts
from tanym.core.credentials.record import AwardRecord, Body, Text
from tanym.core.kernel.localized import LANGUAGES


class Say(Protocol):
    """The catalogue of words: the sentence of a code in a language."""

    def __call__(self, code: str, language: str, /, **details: object) -> str:
        """The sentence; the code itself where nobody has written one."""
        ...


class Writer:
    """Writes the nodes of one credential; each gets an address below that of the credential."""

    def __init__(self, record: AwardRecord, say: Say) -> None:
        self.base = record.id
        self._say = say
        self._bodies: list[str] = []

    def node(self, kind: str, name: str, **members: Any) -> dict[str, Any]:
        """A node; members without a value are left out."""
        given = {member: value for member, value in members.items() if value not in (None, "", [], {})}
        return {"id": f"{self.base}#{name}", "type": kind, **given}

    def texts(self, text: Text) -> dict[str, str]:
        """A text by language, the interface's languages first; a text without a language counts as English."""
        order = [*(one for one in LANGUAGES if one in text), *sorted(set(text) - set(LANGUAGES))]
        return {"en" if one == "und" else one: text[one].strip() for one in order if text[one].strip()}

    def words(self, code: str, **details: object) -> dict[str, str]:
        """A sentence of the catalogue in every language; a detail may be given by language."""
        return {
            language: self._say(
                code,
                language,
                **{
                    name: value.get(language) or value.get("en", "") if isinstance(value, Mapping) else value
                    for name, value in details.items()
                },
            )
            for language in LANGUAGES
        }

    def note(self, name: str, text: Text) -> dict[str, Any]:
        """A note; `text` is not empty."""
        return self.node("Note", name, noteLiteral=self.texts(text))

    def identifier(self, name: str, notation: str, scheme: str) -> dict[str, Any]:
        """An identifier with the name of what it is."""
        return self.node("Identifier", f"identifier-{name}", notation=notation, schemeName=scheme)

    def web(self, name: str, address: str) -> dict[str, Any]:
        """A page on the web."""
        return self.node("WebResource", name, contentURL=address)

    def organisations(self, *bodies: Body | None) -> list[dict[str, Any]]:
        """The first of the bodies that can be written: the shapes ask for a country that the table knows."""
        found = [body for body in bodies if body is not None and concepts.knows_country(body.country)]
        return [self.organisation(found[0])] if found else []

    def organisation(self, body: Body) -> dict[str, Any]:
        """An organisation; written alike wherever it stands, so that it stays one."""
        if body.id not in self._bodies:
            self._bodies.append(body.id)
        name = f"body-{self._bodies.index(body.id) + 1}"
        place = concepts.country(body.country)
        contact = self.node(
            "ContactPoint",
            f"{name}-contact",
            description=self.texts(body.ask),
            emailAddress=[{"id": f"mailto:{body.email}", "type": "Mailbox"}] if body.email else None,
        )
        made = self.node(
            "Organisation",
            name,
            legalName=self.texts(body.names),
            location=[
                self.node(
                    "Location",
                    f"{name}-location",
                    address=[self.node("Address", f"{name}-address", countryCode=place)],
                )
            ],
            registration=self.node(
                "LegalIdentifier", f"{name}-registration", notation=body.registration, spatial=place
            )
            if body.registration
            else None,
            homepage=[self.web(f"{name}-homepage", body.url)] if body.url else None,
            contactPoint=[contact] if len(contact) > 2 else None,
        )
        return {**made, "id": body.id}
