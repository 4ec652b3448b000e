"""Folder names of jurisdictions, in Hive's style: `jurisdiction=虚构县001`."""

from urllib.parse import unquote

PREFIX = "jurisdiction="
_UNSAFE = frozenset("/\\:*?\"<>|%='#[]{}")
LONGEST = 200
"""Bytes of the name of a folder: file systems allow 255."""


def folder_of(jurisdiction: str) -> str:
    """Return the folder's name; what a file system, a glob or Hive takes for something else is percent-encoded.

    Raises ValueError where the name would be too long.
    """
    written = "".join(_encoded(char) if char in _UNSAFE or not char.isprintable() else char for char in jurisdiction)
    if written.startswith("."):
        written = _encoded(".") + written[1:]
    if written.endswith((".", " ")):
        # Windows cuts them off.
        written = written[:-1] + _encoded(written[-1])
    if len(written.encode()) > LONGEST:
        raise ValueError(jurisdiction)
    return PREFIX + written


def jurisdiction_of(folder: str) -> str | None:
    """Return the jurisdiction that a folder's name says, None where it says none."""
    return unquote(folder.removeprefix(PREFIX)) if folder.startswith(PREFIX) and folder != PREFIX else None


def _encoded(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode())
