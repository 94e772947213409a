"""How a ledger's tables came to be: one numbered step a file, run by ``opening``."""
