"""Identity: an office that has seen the identity document confirms that a personal number is this person's."""
