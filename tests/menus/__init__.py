"""The example menus, and what is printed about the trapped ones (``<name>.txt`` beside this)."""
