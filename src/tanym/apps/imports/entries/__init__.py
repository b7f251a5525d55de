"""Lists that exist already, brought into the registers: organisations with their intervals, agreements."""
