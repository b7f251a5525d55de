"""What a witness decides: whether a log still tells the history that it told before."""

from __future__ import annotations

from tanym.core.kernel.errors import Refused
from tanym.core.transparency.checkpoint import Checkpoint
from tanym.core.transparency.proofs import consistency_proof, verify_consistency
from tanym.core.transparency.tiles import Tiles
from tanym.core.transparency.tree import root


def follow(seen: Checkpoint | None, told: Checkpoint, tiles: Tiles) -> None:
    """Refuse unless the log continues what it told before; `told` is a checkpoint whose signature was verified.

    The proof is computed from the tiles, so a mirror of plain files can be witnessed as well as a server; tiles that
    lie are found out, since both roots must come of them. Raises `Refused`: `log.another-log`, `log.shrunk`,
    `log.forked` (the same size with another root), `log.tiles-differ` (the tiles do not lead to the root that was
    signed), `log.rewritten`; and what the tiles raise.
    """
    if seen is not None:
        if told.origin != seen.origin:
            raise Refused("log.another-log", name=told.origin)
        if told.size < seen.size:
            raise Refused("log.shrunk", before=seen.size, now=told.size)
        if told.size == seen.size:
            if told.root != seen.root:
                raise Refused("log.forked", now=told.size)
            return
    if root(tiles, told.size) != told.root:
        raise Refused("log.tiles-differ", now=told.size)
    if seen is not None:
        proof = consistency_proof(tiles, seen.size, told.size)
        try:
            verify_consistency(seen.size, told.size, seen.root, told.root, proof)
        except Refused as error:
            raise Refused("log.rewritten", before=seen.size, now=told.size) from error
