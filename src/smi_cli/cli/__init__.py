"""Commands, options, exit codes, and the one place where errors become exit codes."""
