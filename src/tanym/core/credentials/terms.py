"""Makes sure that what a JSON reader sees is what a linked-data signature covers: no word without a meaning.

A signature over RDF leaves out every member that no context defines, and says nothing of how the JSON was spelled.
So before signing and before verifying, each member and each type must be a defined word, in its own spelling, at the
place where readers look for it (JSON-LD 1.1, 5.1.2; Data Integrity 1.0, 2.4.1).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox

from tanym.core.credentials.contexts import Contexts
from tanym.core.credentials.effort import Effort, effort
from tanym.core.kernel.errors import InvalidValue

# `\Z` and not `$`, which would also match before a line break at the end.
ADDRESS = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+\Z")
LANGUAGE = re.compile(r"^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*\Z")

# What may bring its context along inside another document: a credential, or the envelope of one.
_OWN_CONTEXT = ("VerifiableCredential", "EnvelopedVerifiableCredential")

_PRAISE = frozenset({"id", "type", "endorsementComment"})

# Words that the checks after the signature read; they may never be written as an address.
_WATCHED = (
    "https://www.w3.org/2018/credentials#",
    "https://www.w3.org/ns/credentials/status#",
    "https://w3id.org/security#",
    "https://w3id.org/vc/status-list#",
    "https://purl.imsglobal.org/spec/vc/ob/vocab.html#",
)


@dataclass(frozen=True, slots=True)
class _Active:
    """The words that have a meaning at one place of a document (JSON-LD: active context)."""

    terms: Mapping[str, Any]
    vocab: str | None = None
    previous: _Active | None = None

    def with_local(self, local: Any, propagate: bool = True) -> _Active:
        before = self if self.previous is None else self.previous
        active = self
        for part in local if isinstance(local, list) else [local]:
            if part is None:
                active = _Active({})
                continue
            if not isinstance(part, Mapping):
                raise InvalidValue("credential.context-not-allowed", place=str(part)[:80])
            vocab = part.get("@vocab", active.vocab)
            terms = {**active.terms, **{word: meaning for word, meaning in part.items() if word[:1] != "@"}}
            active = _Active(terms, vocab)
            propagate = part.get("@propagate", propagate)
        return _Active(active.terms, active.vocab, None if propagate else before)

    def keyword(self, word: str) -> str | None:
        """The keyword that a word stands for (`type` for `@type`), or None."""
        if word.startswith("@"):
            return word
        meaning = self.terms.get(word)
        target = meaning.get("@id") if isinstance(meaning, Mapping) else meaning
        return target if isinstance(target, str) and target.startswith("@") else None

    def definition(self, word: str) -> Mapping[str, Any] | None:
        """How the word is defined, None where it is not."""
        meaning = self.terms.get(word)
        if isinstance(meaning, str):
            return {"@id": meaning}
        if isinstance(meaning, Mapping) and meaning.get("@id", word) is not None:
            return meaning if "@id" in meaning or self.vocab is not None or ":" in word else None
        return {} if self.vocab is not None and word not in self.terms and ":" not in word else None


@dataclass(frozen=True, slots=True)
class Reading:
    """What the values of a document were read as. A value in neither set is a word, or a part of a JSON literal.

    `texts` are literals, `addresses` are identifiers; `described` names every node that has an identifier and more.
    """

    texts: frozenset[str]
    addresses: frozenset[str]
    described: tuple[str, ...]


def check_terms(document: Mapping[str, Any], contexts: Contexts) -> Reading:
    """Raises unless every member and type of the document (a proof's options too) is covered by its signature.

    Returns as what its values were read. Raises `InvalidValue` with `credential.undefined-term` (no context knows the word), `credential.id-not-url` (an
    identifier that is no absolute address), `credential.ambiguous-member` (a spelling or place that readers and
    signature understand differently), `credential.context-not-allowed`, `credential.context-invalid` or
    `credential.graph-too-complex`; `NotFound("credential.context-not-installed")`.
    """
    walk = _Walk(contexts, effort())
    walk.node(document, _Active({}), None, "", root=True)
    walk.check_descriptions(document)
    described = tuple(identifier for identifier, _, _ in walk.described)
    return Reading(frozenset(walk.texts), frozenset(walk.addresses), described)


@dataclass(slots=True)
class _Walk:
    contexts: Contexts
    effort: Effort
    described: list[tuple[str, str, Mapping[str, Any]]] = field(default_factory=list)
    texts: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)

    def node(
        self, node: Mapping[str, Any], active: _Active, scoped: Any, place: str, root: bool = False
    ) -> None:
        self.effort.node()
        words = {active.keyword(word) for word in node}
        if active.previous is not None and "@value" not in words and words != {"@id"}:
            active = active.previous
        if scoped is not _NOTHING and not root:
            active = active.with_local(scoped)
        if "@context" in node:
            active = self.local_context(node, active, place, root)
        words = {active.keyword(word) for word in node}
        if "@value" in words:
            self.literal(node, active, place)
            return
        inner = self.types(node, active, place)
        for word, value in node.items():
            if word != "@context":
                self.member(word, value, inner, f"{place}/{word}")
        identifier = next((node[word] for word in node if inner.keyword(word) == "@id"), None)
        if isinstance(identifier, str) and len(node) > 1:
            self.described.append((identifier, place, node))

    def local_context(self, node: Mapping[str, Any], active: _Active, place: str, root: bool) -> _Active:
        if not root and not any(kind in _OWN_CONTEXT for kind in _listed(node.get("type"))):
            raise InvalidValue("credential.context-not-allowed", place=f"{place}/@context")
        parts = _listed(node["@context"])
        if not parts:
            raise InvalidValue("credential.context-invalid", place=f"{place}/@context")
        for part in parts:
            if not isinstance(part, str):
                raise InvalidValue("credential.context-not-allowed", place=f"{place}/@context")
            active = active.with_local(self.contexts.inlined(part))
        return active

    def types(self, node: Mapping[str, Any], active: _Active, place: str) -> _Active:
        inner = active
        for word in node:
            if active.keyword(word) != "@type":
                continue
            kinds = _listed(node[word])
            for kind in kinds:
                if not isinstance(kind, str) or not self.is_known(kind, active):
                    raise InvalidValue(
                        "credential.undefined-term", term=str(kind)[:80], place=f"{place}/{word}"
                    )
            for kind in sorted(kinds):
                meaning = active.terms.get(kind)
                if isinstance(meaning, Mapping) and "@context" in meaning:
                    inner = inner.with_local(meaning["@context"], propagate=False)
        return inner

    def is_known(self, word: str, active: _Active) -> bool:
        """Whether a word that names a member or a type has a meaning here, or is an address that no word stands for."""
        if ":" not in word:
            return active.definition(word) is not None
        if (
            word in self.contexts.defined
            or word.startswith(_WATCHED)
            or word.split(":", 1)[0] in active.terms
        ):
            raise InvalidValue("credential.ambiguous-member", place=word[:80])
        return _is_address(word)

    def member(self, word: str, value: Any, active: _Active, place: str) -> None:
        keyword = active.keyword(word)
        if keyword == "@id" and word != "@id":
            if not isinstance(value, str) or not _is_address(value):
                raise InvalidValue("credential.id-not-url", place=place)
            self.addresses.add(value)
            return
        if keyword == "@type" and word != "@type":
            return
        if keyword is not None:
            raise InvalidValue("credential.ambiguous-member", place=place)
        if not self.is_known(word, active):
            raise InvalidValue("credential.undefined-term", term=word[:80], place=place)
        if value is None:
            raise InvalidValue(
                "credential.ambiguous-member", place=place
            )  # nothing is signed, something is read
        definition = active.definition(word) or {}
        container = _listed(definition.get("@container"))
        if definition.get("@type") == "@json":
            return
        if value == [] and "@list" not in container:
            raise InvalidValue("credential.ambiguous-member", place=place)  # as above
        if "@language" in container:
            self.language_map(value, place)
            return
        if set(container) - {"@set", "@list", "@graph", None}:
            raise InvalidValue("credential.ambiguous-member", place=place)
        scoped = definition.get("@context", _NOTHING)
        for number, item in enumerate(_listed(value)):
            self.value(
                item, definition, active, scoped, f"{place}/{number}" if isinstance(value, list) else place
            )

    def value(
        self, item: Any, definition: Mapping[str, Any], active: _Active, scoped: Any, place: str
    ) -> None:
        if isinstance(item, Mapping):
            self.node(item, active, scoped, place)
        elif item is None or isinstance(item, list):
            raise InvalidValue("credential.ambiguous-member", place=place)
        elif isinstance(item, str) and definition.get("@type") == "@id":
            if not _is_address(item):
                raise InvalidValue("credential.id-not-url", place=place)
            self.addresses.add(item)
        elif isinstance(item, str) and definition.get("@type") == "@vocab":
            inside = active if scoped is _NOTHING else active.with_local(scoped)
            if not self.is_known(item, inside):
                raise InvalidValue("credential.undefined-term", term=item[:80], place=place)
        elif isinstance(item, str):
            self.texts.add(item)

    def literal(self, node: Mapping[str, Any], active: _Active, place: str) -> None:
        for word, value in node.items():
            keyword = active.keyword(word)
            if keyword == "@value":
                fine = isinstance(value, (str, bool, int, float))
                if isinstance(value, str):
                    self.texts.add(value)
            elif keyword == "@language":
                fine = isinstance(value, str) and LANGUAGE.match(value) is not None
            elif keyword == "@direction":
                fine = value in ("ltr", "rtl")  # how a text is drawn, not what it says (VCDM 2.0, 11.1)
            elif keyword == "@type":
                fine = isinstance(value, str) and (_is_address(value) or active.definition(value) is not None)
            else:
                fine = False
            if not fine:
                raise InvalidValue("credential.ambiguous-member", place=f"{place}/{word}")

    def language_map(self, value: Any, place: str) -> None:
        if not isinstance(value, Mapping):
            raise InvalidValue("credential.ambiguous-member", place=place)
        for language, texts in value.items():
            if not LANGUAGE.match(language) or not all(isinstance(text, str) for text in _listed(texts)):
                raise InvalidValue("credential.ambiguous-member", place=f"{place}/{language}")
            self.texts.update(_listed(texts))

    def check_descriptions(self, document: Mapping[str, Any]) -> None:
        """The credential and its status entries are described where readers look for them, and nowhere else."""
        watched = {document.get("id"): document}
        for entry in _listed(document.get("credentialStatus")):
            if isinstance(entry, Mapping) and "id" in entry:
                watched[entry["id"]] = entry
        for identifier, place, node in self.described:
            if identifier in watched and node != watched[identifier] and not _is_praise(node):
                raise InvalidValue("credential.ambiguous-member", place=place)


def _is_praise(node: Mapping[str, Any]) -> bool:
    """Whether it says nothing of a thing but that it is endorsed, which no check reads there (Open Badges 3.0)."""
    return node.keys() <= _PRAISE and _listed(node.get("type")) == ["EndorsementSubject"]


class _Nothing:
    """No context of its own: not the same as a context that is null and forgets every word."""


_NOTHING = _Nothing()


def _is_address(text: str) -> bool:
    """Whether it is an absolute address by RFC 3987 too: of any other, the signature would cover nothing."""
    if ADDRESS.match(text) is None:
        return False
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
