"""Exported menus on a real telephone switch: the same calls pass the same steps and end in the same way."""
