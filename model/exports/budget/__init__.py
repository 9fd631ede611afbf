"""The documents of a budget justification, written from the computed budget."""
