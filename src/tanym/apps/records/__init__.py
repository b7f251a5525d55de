"""A learner's own side: what I learn, hold, asked for and may share."""
