"""The ways in which a credential is signed: embedded proofs and tokens."""
