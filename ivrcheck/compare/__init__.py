"""Two menus, and what is different between them for callers."""
