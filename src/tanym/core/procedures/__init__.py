"""The engine of procedures: stages, steps, clocks, commissions as data; it knows no country."""
