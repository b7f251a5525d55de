"""Pages of the portfolio: the person's own, and those of whoever answers by a link."""
