"""The frame of every page, home, sign-in of the sample country, errors, the sample country itself."""
