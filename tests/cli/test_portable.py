"""Nothing that only POSIX systems have is needed to start."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import ivrcheck
from tests.cli.run import run

PACKAGE = Path(ivrcheck.__file__).parent
POSIX = {
    "crypt", "curses", "fcntl", "grp", "nis", "posix", "pty", "pwd", "readline", "resource", "spwd", "syslog",
    "termios", "tty", "_curses", "_posixsubprocess", "posixpath",
}  # fmt: skip
POSIX_NAMES = {
    "fork",
    "getuid",
    "geteuid",
    "mkfifo",
    "killpg",
    "setsid",
    "SIGKILL",
    "SIGPIPE",
    "SIGALRM",
    "SIGHUP",
}
KEYS = PACKAGE / "cli" / "keys.py"
"""Reads single keys: the one file with a way of its own for each system, imported where it is used."""
BLOCKED = """
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name in {names!r}:
            caller = sys._getframe(1)
            while caller.f_code.co_filename.startswith("<frozen") or "importlib" in caller.f_code.co_filename:
                caller = caller.f_back
            if "ivrcheck" in caller.f_code.co_filename:
                raise ImportError(name)
sys.meta_path.insert(0, Refuse())
for name in {names!r}:
    sys.modules.pop(name, None)
import pkgutil, importlib, ivrcheck
for module in pkgutil.walk_packages(ivrcheck.__path__, "ivrcheck."):
    if module.name != "ivrcheck.__main__":
        importlib.import_module(module.name)
print("all")
"""


def imported(path: Path) -> Iterator[str]:
    """The modules that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name.partition(".")[0] for one in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield (node.module or "").partition(".")[0]


def attributes(path: Path) -> Iterator[str]:
    """The names that a file asks modules and objects for."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            yield node.attr


def test_no_file_imports_what_only_posix_has() -> None:
    files = sorted(PACKAGE.rglob("*.py"))
    assert len(files) > 50
    for path in files:
        assert path == KEYS or not POSIX & {*imported(path)}, path
        assert not POSIX_NAMES & {*attributes(path)}, path


def test_every_module_is_imported_without_them() -> None:
    done = run(program=[sys.executable, "-c", BLOCKED.format(names=sorted(POSIX - {"posix", "posixpath"}))])
    assert done.stdout.strip() == b"all", done.stderr.decode()


def test_the_block_works() -> None:
    names = sorted(POSIX - {"posix", "posixpath"})
    program = BLOCKED.format(names=names).partition("import pkgutil")[0]
    program += "exec(compile('import fcntl', 'ivrcheck/x.py', 'exec'))"
    assert b"ImportError: fcntl" in run(program=[sys.executable, "-c", program]).stderr
