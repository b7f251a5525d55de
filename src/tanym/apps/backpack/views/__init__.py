"""Pages of the backpack."""
