"""Reading menu files: what is taken in, what is refused, and in which words."""
