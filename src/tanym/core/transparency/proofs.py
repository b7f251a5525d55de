"""Proofs that a leaf stands in a tree and that a tree continues an older one: making and verifying (RFC 9162, 2.1.3 and 2.1.4)."""

from __future__ import annotations

from collections.abc import Sequence
from hmac import compare_digest

from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.transparency.hashing import EMPTY_ROOT, SIZE, node_hash
from tanym.core.transparency.tiles import Tiles
from tanym.core.transparency.tree import Tree

Path = tuple[bytes, ...]


def inclusion_proof(tiles: Tiles, index: int, size: int) -> Path:
    """The hashes with which the leaf at `index` (from 0) leads to the root of the tree of `size` leaves.

    Raises `InvalidValue("log.out-of-range")`, or what the tiles raise.
    """
    if not 0 <= index < size:
        raise InvalidValue("log.out-of-range")
    tree, path, start, end = Tree(tiles, size), [], 0, size
    while end - start > 1:
        middle = start + _half(end - start)
        if index < middle:
            path.append(tree.part(middle, end))
            end = middle
        else:
            path.append(tree.part(start, middle))
            start = middle
    return tuple(reversed(path))


def consistency_proof(tiles: Tiles, old: int, new: int) -> Path:
    """The hashes with which a tree of `new` leaves shows that it begins with the tree of `old` leaves.

    Empty where both are the same, or where the old one was empty. Raises `InvalidValue("log.out-of-range")`.
    """
    if not 0 <= old <= new:
        raise InvalidValue("log.out-of-range")
    if old == 0:
        return ()
    tree, path, start, end = Tree(tiles, new), [], 0, new
    while old != end:
        middle = start + _half(end - start)
        if old <= middle:
            path.append(tree.part(middle, end))
            end = middle
        else:
            path.append(tree.part(start, middle))
            start = middle
    if start:
        path.append(tree.part(start, end))
    return tuple(reversed(path))


def verify_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> None:
    """Refuse unless the leaf with this hash stands at `index` in the tree of `size` leaves with this root.

    Raises `InvalidValue`: `log.out-of-range`, `log.proof-length` (not as many hashes as this place has),
    `log.hash-malformed`; and `Refused("log.not-included")`.
    """
    _hashes(leaf, root, *path)
    if not 0 <= index < size:
        raise InvalidValue("log.out-of-range")
    here, last, top = index, size - 1, leaf
    for step in path:
        if last == 0:
            raise InvalidValue("log.proof-length")
        if here & 1 or here == last:
            top = node_hash(step, top)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            top = node_hash(top, step)
        here, last = here >> 1, last >> 1
    if last:
        raise InvalidValue("log.proof-length")
    if not compare_digest(top, root):
        raise Refused("log.not-included")


def verify_consistency(old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]) -> None:
    """Refuse unless the tree of `new` leaves with its root begins with the tree of `old` leaves with its root.

    Raises `InvalidValue`: `log.out-of-range`, `log.proof-length`, `log.hash-malformed`; and
    `Refused("log.rewritten")`.
    """
    _hashes(old_root, new_root, *path)
    if not 0 <= old <= new:
        raise InvalidValue("log.out-of-range")
    if old in (0, new):
        if path:
            raise InvalidValue("log.proof-length")
        if not compare_digest(old_root, new_root if old else EMPTY_ROOT):
            raise Refused("log.rewritten")
        return
    steps = [old_root, *path] if old & (old - 1) == 0 else list(path)
    here, last = old - 1, new - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    if not steps:
        raise InvalidValue("log.proof-length")
    before = after = steps[0]
    for step in steps[1:]:
        if last == 0:
            raise InvalidValue("log.proof-length")
        if here & 1 or here == last:
            before, after = node_hash(step, before), node_hash(step, after)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            after = node_hash(after, step)
        here, last = here >> 1, last >> 1
    if last:
        raise InvalidValue("log.proof-length")
    if not (compare_digest(before, old_root) and compare_digest(after, new_root)):
        raise Refused("log.rewritten")


def _half(length: int) -> int:
    """The largest power of two below `length`."""
    return 1 << ((length - 1).bit_length() - 1)


def _hashes(*given: bytes) -> None:
    if any(len(one) != SIZE for one in given):
        raise InvalidValue("log.hash-malformed")
