"""Menus written for phone systems."""
