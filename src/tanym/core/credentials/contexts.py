"""The JSON-LD contexts that may give words a meaning: bundled, pinned by digest, never fetched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from tanym.core.kernel.canonical import digest
from tanym.core.kernel.errors import InvalidValue, NotFound

VC_V2 = "https://www.w3.org/ns/credentials/v2"
VC_V1 = "https://www.w3.org/2018/credentials/v1"
BASES = (VC_V2, VC_V1)
OB_V3 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
CLR_V2 = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"
ELM = "http://data.europa.eu/snb/model/context/edc-ap"

# SHA-256 of the RFC 8785 form of each published context: the bytes that a package carries may be laid out anew.
PINS: Mapping[str, str] = {
    VC_V2: "b463c8d6a066214123ddd9827b135e1b50e1fc73322cc52a9b12a4f1fc7d86cf",
    "https://w3id.org/security/data-integrity/v2": "7ba3c50acf2689d5e07927267343eb353249c7c22a9f2d00307cc970e855e305",
    "https://w3id.org/security/multikey/v1": "be20c3ee6af6e9c4102e66a85c26617831218e32216bdf050f870e389e737cdc",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json": (
        "8bb2354552b70cbdf2066f6d3e24bc5c2be2619145737580ad2aebdc366e77d5"
    ),
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json": (
        "bdd1d11a55a660322f24660862a1d430ee80cce584465f750909daa43684357c"
    ),
    OB_V3: "04b1136ddc4eda9a8966bc7ef182789f233a26739473140ef75d6968c29a2966",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json": (
        "15f4c347c6fe4380d9b6b93795859e33747ef48d5c55b91a71c52fb51c7bcbd7"
    ),
    CLR_V2: ("7defe702c102faf14108579b7d65ef39ecf4c3bbef925b803e15bd77cd6e3394"),
}


class Contexts(Mapping[str, Mapping[str, Any]]):
    """The installed contexts by address. Each pinned one is what was published, or the set cannot be made."""

    def __init__(self, documents: Mapping[str, Mapping[str, Any]], pins: Mapping[str, str] = PINS) -> None:
        """Raises `InvalidValue("credential.context-changed")` for a document that differs from its pin."""
        for url, document in documents.items():
            if url in pins and digest(document) != pins[url]:
                raise InvalidValue("credential.context-changed", context=url)
            if not isinstance(document.get("@context"), (dict, list)):
                raise InvalidValue("credential.context-changed", context=url)
        self._documents = dict(documents)
        self.defined = frozenset(_defined(list(self._documents.values())))

    @cached_property
    def identity(self) -> str:
        """The digest of every context in the set: two sets with one identity give the same words the same meaning."""
        return digest(self._documents)

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name that is written anywhere in a context: more than the words that have a meaning at one place."""
        return frozenset(name for name, _ in self._all)

    @cached_property
    def keywords(self) -> frozenset[str]:
        """The names that stand for a keyword other than `@id` and `@value` in some context (`type`)."""
        targets = (
            (name, value.get("@id") if isinstance(value, Mapping) else value) for name, value in self._all
        )
        return frozenset(
            name
            for name, target in targets
            if isinstance(target, str) and target.startswith("@") and target not in ("@id", "@value")
        )

    @property
    def _all(self) -> Iterator[tuple[str, Any]]:
        return _written(list(self._documents.values()))

    def __getitem__(self, url: str) -> Mapping[str, Any]:
        return self._documents[url]

    def __iter__(self) -> Iterator[str]:
        return iter(self._documents)

    def __len__(self) -> int:
        return len(self._documents)

    def inlined(self, url: str) -> Any:
        """The content of the context at `url`; raises `NotFound("credential.context-not-installed")`."""
        if url not in self._documents:
            raise NotFound("credential.context-not-installed", context=url)
        return self._documents[url]["@context"]


def _defined(node: Any) -> Iterator[str]:
    """Every absolute address that some context gives a short word to."""
    if isinstance(node, Mapping):
        for name, value in node.items():
            if (isinstance(value, str) and not name.startswith("@") and ":" in value) or (
                name == "@id" and isinstance(value, str)
            ):
                yield value
            yield from _defined(value)
    elif isinstance(node, list):
        for item in node:
            yield from _defined(item)


def _written(node: Any) -> Iterator[tuple[str, Any]]:
    """Every name in a context with what it is given there."""
    if isinstance(node, Mapping):
        for name, value in node.items():
            yield name, value
            yield from _written(value)
    elif isinstance(node, list):
        for item in node:
            yield from _written(item)
