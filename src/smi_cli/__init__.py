"""smi measures how mature an organisation's social customer care is, and says what to do next."""

__version__ = "0.1.0"
