"""Transparency log: a Merkle tree over the journal, its proofs, checkpoints and tiles (RFC 9162)."""
