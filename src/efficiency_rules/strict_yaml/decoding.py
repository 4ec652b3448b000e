"""From bytes to text: UTF-8 with or without BOM, and a clear word about anything else."""

from efficiency_rules.errors import Place, Problem


def decode(content: bytes, file: str) -> tuple[str, Problem | None]:
    """Return the text of UTF-8 bytes, or an empty text and the problem that names the encoding found."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_like_utf16(content):
        return "", Problem("yaml-utf16", Place(file), {"found": "UTF-16", "expected": "UTF-8"})
    try:
        return content.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        facts = {"found": f"0x{content[error.start]:02X}", "expected": "UTF-8", "file": file}
        code = "yaml-gb18030" if _is_gb18030(content) else "yaml-encoding"
        return "", Problem(code, Place(file, line), facts)


def _looks_like_utf16(content: bytes) -> bool:
    # ASCII in UTF-16 has a zero in every other byte; a zero never stands in a YAML file otherwise.
    start = content[:64]
    return len(start) >= 4 and (not any(start[0::2]) or not any(start[1::2]))


def _is_gb18030(content: bytes) -> bool:
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return "\0" not in text
