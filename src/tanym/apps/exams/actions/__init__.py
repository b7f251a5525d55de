"""Actions of exams: one verb, one file."""
