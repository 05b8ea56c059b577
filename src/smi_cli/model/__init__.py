"""The nouns that every other layer speaks in: frozen types without behaviour that could fail."""
