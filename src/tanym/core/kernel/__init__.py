"""What every subject needs: errors with codes, words in several languages, days and working days, canonical bytes."""
