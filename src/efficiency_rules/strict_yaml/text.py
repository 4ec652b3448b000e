"""The text of a YAML file, line by line, and the places of the file as its author sees it."""

from dataclasses import dataclass, field

from efficiency_rules.errors import Place
from efficiency_rules.strict_yaml.document import Spot


@dataclass(frozen=True, slots=True)
class Text:
    """A text and what was put into it: `inserted` holds line and column (from 0) of every added blank."""

    whole: str
    file: str
    inserted: tuple[tuple[int, int], ...] = ()
    _lines: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_lines", tuple(self.whole.split("\n")))

    def line(self, number: int) -> str:
        """Return a line (counted from 0); empty behind the last."""
        return self._lines[number].removesuffix("\r") if number < len(self._lines) else ""

    def place(self, line: int, column: int) -> Place:
        """Return the author's place of a line and column counted from 0."""
        return Place(self.file, *self.spot(line, column))

    def spot(self, line: int, column: int) -> Spot:
        """Return the author's line and column, from 1, of those counted from 0."""
        added = sum(at == line and position < column for at, position in self.inserted) if self.inserted else 0
        return line + 1, column - added + 1

    def replaced(self, line: int, column: int, by: str) -> "Text":
        """Return the text with one character (line and column from 0) replaced by one or two."""
        lines = list(self._lines)
        lines[line] = lines[line][:column] + by + lines[line][column + 1 :]
        added = ((line, column),) if len(by) == 2 else ()
        return Text("\n".join(lines), self.file, (*self.inserted, *added))
