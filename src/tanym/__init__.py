"""Tanym: the platform with which a country writes its rules for micro-qualifications and recognition, and lives by them."""
