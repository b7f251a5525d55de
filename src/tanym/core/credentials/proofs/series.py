"""Signs many documents that differ in a few texts, such as the credentials of one achievement, each in a moment."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from json.encoder import encode_basestring
from operator import itemgetter
from typing import Any

from tanym.core.credentials import base58btc
from tanym.core.credentials.compiled.shape import Shape, fill, flatten
from tanym.core.credentials.compiled.template import Template, Unfit, compile_document, seal_of
from tanym.core.credentials.compiled.texts import all_escaped, taker
from tanym.core.credentials.contexts import Contexts
from tanym.core.credentials.keys import KeyKind, Signer
from tanym.core.credentials.proofs.data_integrity import CRYPTOSUITE, SUITES, hashes, sign

MAX_FORMS = 32
"""So many shapes are remembered, and so many forms of all of them together."""

MAX_WIDENED = 8
"""A form whose gaps grow so often gets all its texts as gaps."""

_CREATED, _VALUE = -2, -1
"""The gaps of the proof, beside those of the document."""


@dataclass(frozen=True, slots=True)
class _Options:
    """The proof of one moment, without its value, and the hash of it."""

    created: bytes
    digest: bytes


@dataclass(frozen=True, slots=True)
class Form:
    """The fixed part of documents of one series: which texts are fixed, the quads, and how the file is written."""

    take_fixed: Callable[[Sequence[str]], tuple[str, ...]]
    fixed_texts: tuple[str, ...]
    template: Template
    file: bytes
    take_filling: Callable[[Sequence[bytes]], tuple[bytes, ...]]
    sample: Mapping[str, Any]
    context: str

    def fits(self, texts: Sequence[str]) -> bool:
        """Whether the texts are those of the series everywhere but in the gaps."""
        return self.take_fixed(texts) == self.fixed_texts

    def written(self, texts: Sequence[bytes], created: bytes, value: bytes) -> bytes:
        """The file with these texts in the gaps, as JSON writes them between the quotes, and this proof."""
        return self.file % self.take_filling([*texts, created, value])


@dataclass(slots=True)
class _Learnt:
    """What is known of the documents of one shape, and their forms by the texts that are words in them."""

    first: Sequence[str]
    gaps: frozenset[int] = frozenset()
    words: tuple[int, ...] = ()
    widened: int = 0
    forms: dict[tuple[str, ...], Form | None] = field(default_factory=dict)

    def words_of(self, texts: Sequence[str]) -> tuple[str, ...]:
        """Those of the texts that decide which form they have."""
        return tuple([texts[number] for number in self.words])


class Series:
    """Documents of one achievement and one issuer's key, signed with `eddsa-rdfc-2022`; threads may share one.

    Which texts differ is learnt from the documents themselves: what was the same in all so far is compiled as fixed, and
    a document that differs elsewhere makes it a gap too. Every form is compared with `data_integrity.sign` before it is
    used, and that signs whatever fits no form: the bytes are the same in every case.
    """

    def __init__(self, *, method: str, contexts: Contexts, indent: int | None = 2) -> None:
        """`method` is the address of the key in the issuer's document; `indent` is that of the file."""
        self._method = method
        self._contexts = contexts
        self._indent = indent
        self._learnt: dict[Shape, _Learnt] = {}
        self._last: tuple[Shape, _Learnt] = ((), _Learnt(()))
        self._options: tuple[tuple[datetime, str], _Options] | None = None

    def sign(self, document: Mapping[str, Any], created: datetime, signer: Signer) -> bytes:
        """The file of the document with its proof by the key of this series; raises what `data_integrity.sign` raises."""
        found = flatten(document, self._contexts)
        if found is None or signer.kind is not KeyKind.ED25519 or "proof" in document:
            return self._in_full(document, created, signer)
        shape, texts = found
        learnt = self._known(shape)
        if learnt is None:
            if len(self._learnt) < MAX_FORMS:
                self._learnt[shape] = _Learnt(texts)
            return self._in_full(document, created, signer)
        words = learnt.words_of(texts)
        form = learnt.forms.get(words)
        if form is not None and form.fits(texts):
            return self.fill(form, texts, created, signer) or self._in_full(document, created, signer)
        made = self._in_full(document, created, signer)
        if form is not None or words not in learnt.forms:
            self._learn(learnt, document, shape, texts, created, signer, made)
        return made

    def known(self, document: Mapping[str, Any]) -> tuple[Form, list[str]] | None:
        """The form that a document has by now and its texts; None where it has none yet."""
        found = flatten(document, self._contexts)
        learnt = self._learnt.get(found[0]) if found else None
        if found is None or learnt is None:
            return None
        form = learnt.forms.get(learnt.words_of(found[1]))
        return (form, found[1]) if form is not None and form.fits(found[1]) else None

    def _known(self, shape: Shape) -> _Learnt | None:
        """What is known of a shape: mostly that of the document before, so that is looked at first."""
        before, learnt = self._last
        if shape == before:
            return learnt
        found = self._learnt.get(shape)
        if found is not None:
            self._last = (shape, found)
        return found

    def fill(self, form: Form, texts: Sequence[str], created: datetime, signer: Signer) -> bytes | None:
        """The signed file of a form with these texts in its gaps; None where the document must be signed in full."""
        given = form.template.take(texts)
        escaped = all_escaped(given)
        if escaped is None:
            return None
        written, as_they_were = escaped
        quads = form.template.canonical_with(texts, written)
        if quads is None:
            return None
        options = self._proof(form, created, signer)
        signature = signer.sign(options.digest + hashlib.sha256(quads).digest())
        if not as_they_were:  # JSON has escapes of its own
            written = [encode_basestring(text)[1:-1].encode("utf-8") for text in given]
        return form.written(written, options.created, b"z" + base58btc.encode(signature).encode("ascii"))

    def _in_full(self, document: Mapping[str, Any], created: datetime, signer: Signer) -> bytes:
        return self._file(self._signed(document, created, signer)).encode("utf-8")

    def _signed(self, document: Mapping[str, Any], created: datetime, signer: Signer) -> dict[str, Any]:
        return sign(document, signer=signer, method=self._method, created=created, contexts=self._contexts)

    def _file(self, document: Mapping[str, Any]) -> str:
        return json.dumps(document, ensure_ascii=False, indent=self._indent)

    def _learn(
        self,
        learnt: _Learnt,
        document: Mapping[str, Any],
        shape: Shape,
        texts: Sequence[str],
        created: datetime,
        signer: Signer,
        made: bytes,
    ) -> None:
        """Make a form of what this document has in common with the first of its shape, if it makes the same file."""
        differ = {number for number, text in enumerate(texts) if text != learnt.first[number]}
        learnt.gaps |= differ
        learnt.widened += 1
        if learnt.widened > MAX_WIDENED:
            learnt.gaps = frozenset(range(len(texts)))
        form = None
        for _ in range(3):  # words are found first, then texts that nothing is said with
            fixed = tuple(
                number for number in range(len(texts)) if number not in learnt.gaps or number in learnt.words
            )
            try:
                template = compile_document(
                    document, self._contexts, {number: texts[number] for number in fixed}
                )
            except Unfit as unfit:
                if not unfit.args:
                    break
                learnt.words = tuple(sorted({*learnt.words, *unfit.args}))
            else:
                form = self._form(document, shape, texts, fixed, template, created, signer)
                break
        if form is not None and self.fill(form, texts, created, signer) not in (made, None):
            form = None
        words = learnt.words_of(texts)
        if words in learnt.forms or sum(len(one.forms) for one in self._learnt.values()) < MAX_FORMS:
            learnt.forms[words] = form

    def _form(
        self,
        document: Mapping[str, Any],
        shape: Shape,
        texts: Sequence[str],
        fixed: tuple[int, ...],
        template: Template,
        created: datetime,
        signer: Signer,
    ) -> Form:
        seal, settled = seal_of(shape, texts), frozenset(fixed)
        marks = (text if number in settled else f"urn:{seal}:{number}" for number, text in enumerate(texts))
        marked = fill(dict(document), iter(marks), self._contexts.keywords)
        proof = self._signed(document, created, signer)
        marked["proof"] = proof["proof"] | {
            "created": f"urn:{seal}:{_CREATED}",
            "proofValue": f"urn:{seal}:{_VALUE}",
        }
        parts = re.split(f"urn:{seal}:(-?[0-9]+)", self._file(marked).replace("%", "%%"))
        places = {number: place for place, number in enumerate([*template.gaps, _CREATED, _VALUE])}
        return Form(
            take_fixed=taker(fixed),
            fixed_texts=tuple(texts[number] for number in fixed),
            template=template,
            file="%b".join(parts[::2]).encode("utf-8"),
            take_filling=itemgetter(*(places[int(number)] for number in parts[1::2])),
            sample=document,
            context=repr(document.get("@context")),
        )

    def _proof(self, form: Form, created: datetime, signer: Signer) -> _Options:
        """The options of a proof made now; the same for every document of a form and moment."""
        key, kept = (created, form.context), self._options
        if kept is not None and kept[0] == key:
            return kept[1]
        made = self._signed(form.sample, created, signer)
        options = {name: value for name, value in made["proof"].items() if name != "proofValue"}
        both = hashes(form.sample, options, SUITES[CRYPTOSUITE], signer.kind, self._contexts)
        found = _Options(options["created"].encode("ascii"), both[: hashlib.sha256().digest_size])
        self._options = (key, found)
        return found
