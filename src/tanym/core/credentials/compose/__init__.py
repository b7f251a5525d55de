"""One award record, several renderings of it."""
