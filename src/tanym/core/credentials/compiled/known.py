"""The shapes that were seen, and what was worked out for them: bounded, so that strangers cannot fill the memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from tanym.core.credentials.compiled.shape import Shape, flatten
from tanym.core.credentials.compiled.template import Template, Unfit, compile_document
from tanym.core.credentials.contexts import Contexts
from tanym.core.credentials.dataset import canonical_in_full

MAX_SIZE = 64 * 1024 * 1024
"""About so many bytes are kept of shapes and templates together."""

MAX_SEEN = 4_096
MAX_VARIANTS = 32
_NO_TEMPLATE_SIZE = 1_000


@dataclass(slots=True)
class _Variant:
    """A template, None where none can be made. `proven`: it made the bytes of the general way once, of a whole document."""

    template: Template | None
    proven: bool = False


@dataclass(slots=True)
class _Family:
    """The templates of one shape, by the texts that are no gaps in it (words, which decide what is said)."""

    words: tuple[int, ...] = ()
    variants: OrderedDict[tuple[str, ...], _Variant] = field(default_factory=OrderedDict)
    size: int = 0


Key = tuple[str, Shape]


class KnownShapes:
    """Canonical N-Quads by shape, for any document and any contexts; may be used by many threads at once.

    A shape is compiled when it comes for the second time, so that documents without a sequel cost no more than before.
    A template is used only once it has made the very bytes that the general way made of the same document.
    """

    def __init__(self, max_size: int = MAX_SIZE) -> None:
        self._max_size = max_size
        self._size = 0
        self._families: OrderedDict[Key, _Family] = OrderedDict()
        self._seen: OrderedDict[int, None] = OrderedDict()
        self._lock = Lock()

    @property
    def size(self) -> int:
        """About how many bytes are kept."""
        return self._size

    def canonical(self, document: Mapping[str, Any], contexts: Contexts) -> bytes:
        """As `canonicalise.canonical_quads`."""
        found = flatten(document, contexts)
        if found is None:
            return canonical_in_full(document, contexts)
        shape, texts = found
        key = (contexts.identity, shape)
        variant, wanted = self._find(key, texts)
        template = variant.template if variant else None
        quick = template.canonical(texts) if template else None
        if variant and variant.proven and quick is not None:
            return quick
        full = canonical_in_full(document, contexts)
        if wanted:
            template, words = _compiled(document, contexts, texts)
            quick = template.canonical(texts) if template else None
            variant = self._keep(key, texts, words, template)
        if variant and quick is not None:
            if quick != full:
                variant.template, variant.proven = None, False
            elif variant.template is template:  # what another thread has refuted meanwhile stays refuted
                variant.proven = True
        return full

    def _find(self, key: Key, texts: Sequence[str]) -> tuple[_Variant | None, bool]:
        """What there is for these texts, and whether a template should be compiled."""
        with self._lock:
            family = self._families.get(key)
            if family is None:
                return None, self._comes_again(hash(key))
            self._families.move_to_end(key)
            words = tuple([texts[number] for number in family.words])
            if words in family.variants:
                family.variants.move_to_end(words)
                return family.variants[words], False
            return None, self._comes_again(hash((key, words)))

    def _comes_again(self, mark: int) -> bool:
        """Whether this was seen lately. Two things with one mark only mean that something is compiled early."""
        if mark in self._seen:
            del self._seen[mark]
            return True
        self._seen[mark] = None
        if len(self._seen) > MAX_SEEN:
            self._seen.popitem(last=False)
        return False

    def _keep(
        self, key: Key, texts: Sequence[str], words: tuple[int, ...], template: Template | None
    ) -> _Variant:
        variant = _Variant(template)
        with self._lock:
            family = self._families.pop(key, None)
            if family is not None:
                self._size -= family.size
            if family is None or family.words != words:
                family = _Family(words)
            family.variants[tuple([texts[number] for number in words])] = variant
            if len(family.variants) > MAX_VARIANTS:
                family.variants.popitem(last=False)
            family.size = _size(key, family)
            if family.size > self._max_size:
                return variant
            self._families[key] = family
            self._size += family.size
            while self._size > self._max_size:
                _, oldest = self._families.popitem(last=False)
                self._size -= oldest.size
        return variant


def _compiled(
    document: Mapping[str, Any], contexts: Contexts, texts: Sequence[str]
) -> tuple[Template | None, tuple[int, ...]]:
    """The template of a document's shape, and which of its texts are words; None where there can be none."""
    words: tuple[int, ...] = ()
    for _ in range(3):  # words are found first, then texts that nothing is said with
        try:
            return compile_document(document, contexts, {number: texts[number] for number in words}), words
        except Unfit as unfit:
            if not unfit.args:
                break
            words = tuple(sorted({*words, *unfit.args}))
    return None, ()


def _size(key: Key, family: _Family) -> int:
    shape = sum(60 + (len(part) if isinstance(part, str) else 8) for part in key[1])
    return shape + sum(
        sum(map(len, words)) + (one.template.layout.size if one.template else _NO_TEMPLATE_SIZE)
        for words, one in family.variants.items()
    )
