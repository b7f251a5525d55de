"""Open data: each register as CSV, JSON and JSON-LD on any day, with what describes it to machines."""
