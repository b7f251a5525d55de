"""Seals of organisations: where the key and the certificate lie, and how a PDF is sealed with them."""
