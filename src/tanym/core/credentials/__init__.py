"""Credentials: composed, signed, listed, verified and put into plain words."""
