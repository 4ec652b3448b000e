"""Writes errors.md, the table of all problem codes, from the catalogue of messages: python docs/generate.py"""

from pathlib import Path

from efficiency_rules.messages import catalogue

PAGE = Path(__file__).parent / "errors.md"

HEAD = """\
# Problems (错误一览)

Written by `docs/generate.py` from the catalogue of messages; do not edit. Every problem has a code, a place (file with
line and column, or sheet and cell), what was found, and what to do. Words in braces are filled with what was found.

| code | 中文 | English |
|---|---|---|
"""


def errors_page() -> str:
    """Return the page: one row a code, in the order of the codes."""
    rows = []
    for code, words in sorted(catalogue().items()):
        zh = "".join(f"{part}。" for part in (words.zh, words.zh_hint) if part)
        en = " ".join(f"{part[:1].upper()}{part[1:]}." for part in (words.en, words.en_hint) if part)
        rows.append(f"| `{code}` | {_cell(zh)} | {_cell(en)} |")
    return HEAD + "\n".join(rows) + "\n"


def _cell(text: str) -> str:
    text = text.replace("{{{", "{").replace("}}}", "}")
    return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*").replace("\n", " ")


if __name__ == "__main__":
    PAGE.write_text(errors_page(), encoding="utf-8", newline="\n")
