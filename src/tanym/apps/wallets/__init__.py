"""Wallets: credentials handed over to a wallet (OpenID4VCI) and asked from one (OpenID4VP)."""
