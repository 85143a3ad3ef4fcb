"""Mends: in memory, in files, and how they are told."""
