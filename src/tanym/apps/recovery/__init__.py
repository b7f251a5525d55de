"""Recovery: a way back into an account whose password is forgotten, by mail or by the organisation where one works."""
