"""A ledger's answers for reading on a terminal: one module a view, plain text by nature.

Every view works at 80 columns, without colour and into a pipe; colour only repeats what the words
say. No text of a report reaches the terminal as a control.
"""
