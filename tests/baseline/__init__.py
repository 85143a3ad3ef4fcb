"""Baselines: what counts as known, what as new, and what as gone."""
