"""Signing keys behind the port `Signer`: in files that are sealed, in a security module (PKCS #11), at a remote service."""
