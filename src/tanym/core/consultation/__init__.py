"""Public consultation: periods, stakeholders, what is held for a moderator, what stands in the way of closing."""
