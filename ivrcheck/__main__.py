"""``python -m ivrcheck``."""

from ivrcheck.cli.main import main

main()
