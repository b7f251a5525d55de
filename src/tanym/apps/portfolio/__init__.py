"""Portfolio: a person's evidence, kept once and shown in any case; confirmed by others through a link."""
