"""Remembers what a check came to, so that what has not changed need not be checked again."""
