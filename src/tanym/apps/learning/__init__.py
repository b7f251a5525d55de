"""Learning: enrolment and assessment, a result for each outcome."""
