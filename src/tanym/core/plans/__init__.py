"""Action plans: what an item promises, how far it is, when it is late, who is reminded; a calendar of its days."""
