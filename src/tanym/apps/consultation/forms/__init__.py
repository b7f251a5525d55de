"""What people fill in: contributions, announcements, answers, meetings."""
