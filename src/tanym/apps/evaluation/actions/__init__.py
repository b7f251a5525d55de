"""What people do in an evaluation of foreign learning."""
