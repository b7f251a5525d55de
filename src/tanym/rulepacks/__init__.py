"""What a country's law says, as dated and cited data, and the code that loads it."""
