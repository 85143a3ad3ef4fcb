"""ivrcheck finds where callers are trapped in a phone menu, before anyone calls it."""

__version__ = "0.1.0"
