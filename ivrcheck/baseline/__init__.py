"""Baselines: what was found on a day, written down so that only what is new fails."""
