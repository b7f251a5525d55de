"""Personal data: what is kept about a person and why, consents, export of everything, retention and erasure."""
