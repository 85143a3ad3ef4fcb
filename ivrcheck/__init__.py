"""ivrcheck finds where callers are trapped in a phone menu, before anyone calls it."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ivrcheck.check import check_paths as check_paths
    from ivrcheck.finding import Finding as Finding
    from ivrcheck.finding import Report as Report
    from ivrcheck.simulate.call import Call as Call
    from ivrcheck.simulate.phone import Phone as Phone
    from ivrcheck.simulate.phone import load as load

__version__ = "0.1.0"
__all__ = ["Call", "Finding", "Phone", "Report", "__version__", "check_paths", "load"]

_HOMES = {
    "Call": "ivrcheck.simulate.call",
    "Finding": "ivrcheck.finding",
    "Phone": "ivrcheck.simulate.phone",
    "Report": "ivrcheck.finding",
    "check_paths": "ivrcheck.check",
    "load": "ivrcheck.simulate.phone",
}


def __getattr__(name: str) -> Any:
    """Import the parts of the library when they are used: the command line starts without them."""
    if name not in _HOMES:
        raise AttributeError(f"module 'ivrcheck' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
