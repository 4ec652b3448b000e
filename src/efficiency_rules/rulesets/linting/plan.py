"""The text of a plan by clause, and which of its phrases nobody quotes."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_NUMERAL = "[一二三四五六七八九十]+"
_SECTION = re.compile(rf"\s*(?:({_NUMERAL})、|(第{_NUMERAL}条))")
_PARAGRAPH = re.compile(rf"\s*[(（]({_NUMERAL})[)）]")
_OTHER = re.compile(rf"\(?{_NUMERAL}")
_TITLE = re.compile(r"[^,;，；、。]{1,30}。")
_PHRASE = re.compile(r"[^,;，；、。：:]+")
_BULLET = re.compile(r"\s*[0-9]+[.．]\s*(?![0-9])")


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan behind a rubric; `clauses` are its texts by clause: 三, 四(一), 第五条."""

    clauses: Mapping[str, str]

    def clause(self, named: str) -> str | None:
        """Return the clause that a document means: 四（一） and 四(一)2 are 四(一); None where the plan has none."""
        wanted = plain(named)
        meant = [one for one in self.clauses if wanted.startswith(one) and not _OTHER.match(wanted[len(one) :])]
        return max(meant, key=len, default=None)

    def text(self, clause: str) -> str:
        """Return the words of a clause, with those of its paragraphs."""
        return "".join(text for name, text in self.clauses.items() if name == clause or name.startswith(f"{clause}("))

    def siblings(self, clause: str) -> list[str]:
        """Return the paragraphs of the section that a clause stands in; a section stands for itself."""
        section, paragraph, _ = clause.partition("(")
        return [name for name in self.clauses if name.startswith(f"{section}(")] if paragraph else [clause]


def plan_of(text: str) -> Plan:
    """Return the plan in a text: sections `四、` or `第四条`, in them paragraphs `(一)` at the start of a line.

    What stands before the first section belongs to no clause; nor does a heading, but a sentence behind it does. A
    section that is a heading alone is a clause without words.
    """
    found: dict[str, str] = {}
    section = ""
    for line in text.splitlines():
        heading = _SECTION.match(line)
        if heading:
            section = heading[1] or heading[2]
            rest = line[heading.end() :]
            found.setdefault(section, "")
            found[section] += rest if "。" in rest else ""
        elif section:
            paragraph = _PARAGRAPH.match(line)
            clause = f"{section}({paragraph[1]})" if paragraph else section
            found[clause] = found.get(clause, "") + line
    return Plan(found)


def title_of(text: str) -> str:
    """Return what a paragraph begins with: its title, or its first phrase."""
    marker = _PARAGRAPH.match(text)
    phrase = _PHRASE.search(text, marker.end() if marker else 0)
    return phrase[0].strip() if phrase else ""


def phrases_without(text: str, quotes: Iterable[str]) -> list[str]:
    """Return the phrases of a clause of which a character stands in none of the quotes, in their order.

    A phrase ends at a comma, semicolon, colon, full stop or 、 (full-width or not). The number of a paragraph and
    a title (words without such a sign, up to the first full stop, with more behind) are no phrases.
    """
    words = plain(text)
    covered = [False] * len(words)
    for quote in map(plain, quotes):
        for match in re.finditer(re.escape(quote), words) if quote else ():
            covered[match.start() : match.end()] = [True] * len(quote)
    left = []
    for phrase in _PHRASE.finditer(words, _body(words)):
        bullet = _BULLET.match(phrase[0])
        start = phrase.start() + (bullet.end() if bullet else 0)
        if not all(covered[start : phrase.end()]):
            left.append(words[start : phrase.end()])
    return left


def plain(text: str) -> str:
    """Return a text without blanks and without the difference of full-width and half-width signs."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def _body(words: str) -> int:
    marker = _PARAGRAPH.match(words)
    start = marker.end() if marker else 0
    title = _TITLE.match(words, start)
    return title.end() if title and title.end() < len(words) else start
