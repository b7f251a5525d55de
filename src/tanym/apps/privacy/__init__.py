"""Personal data: consents, requests of the person, objection, retention and erasure, export of everything."""
