"""How fast ivrcheck is, measured against plain YAML reading: ``python -m tests.benchmarks.run``."""
