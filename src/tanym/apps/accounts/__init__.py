"""People: who they are, how they sign in, which language they read."""
