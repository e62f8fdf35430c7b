"""The language server: the linter while a letter or a rule is being written. `server.serve` runs it."""
