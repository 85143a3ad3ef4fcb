"""The pages for people are run: every command, every output and every piece of a menu shown in them."""
