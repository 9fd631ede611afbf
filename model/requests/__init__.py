"""A funding request as a budget: what is asked for, line by line and year by year, from the program's own numbers."""
