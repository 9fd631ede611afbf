"""A whole state: thousands of programs, run on one machine or on many, with the same numbers on either."""
