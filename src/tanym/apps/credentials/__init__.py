"""Credentials: issued from awards, held, shared, revoked; status lists; public verification."""
