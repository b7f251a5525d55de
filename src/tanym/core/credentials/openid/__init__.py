"""OpenID for credentials: handing one over to a wallet (OpenID4VCI 1.0) and asking a wallet for one (OpenID4VP 1.0)."""
