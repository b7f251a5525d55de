"""What is done at organisations and with their people."""
