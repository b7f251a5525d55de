"""Universities, colleges, centres, employers: who works there and what they may award, since when."""
