"""The interview as pure state, what it shows, and the drivers that ask."""
