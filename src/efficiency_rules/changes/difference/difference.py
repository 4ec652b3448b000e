"""The difference of two rulesets: every change in the order of the document (细则对比)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from efficiency_rules.changes.difference.applying import applied
from efficiency_rules.changes.difference.change import Change, data_of
from efficiency_rules.changes.difference.comparing import Both, Delta, deltas
from efficiency_rules.changes.difference.kinds import KINDS, Kind, kind_of, part_of
from efficiency_rules.changes.difference.matching import merged, renamed_areas
from efficiency_rules.changes.difference.steps import Step, steps_of
from efficiency_rules.changes.difference.terms import GROUPS, KIND_NAMES
from efficiency_rules.changes.difference.tree import Path
from efficiency_rules.changes.difference.wording import Sides, basis_alone, sentence, successor_of
from efficiency_rules.errors import Language, RulesetError, not_of
from efficiency_rules.points import Points
from efficiency_rules.rulesets.model import Ruleset


@dataclass(frozen=True, slots=True)
class AreaPoints:
    """What an area is worth before and after, in points; None where there is no such area."""

    id: str
    title: str
    before: Points | None
    after: Points | None


@dataclass(frozen=True, slots=True)
class Group:
    """Changes that belong together: those of an area (`area` with its points), or of no area.

    `id` is the area's, `document` (head, units, methods) or `grading` (with consequences).
    """

    id: str
    zh: str
    en: str
    area: AreaPoints | None
    changes: tuple[Change, ...]

    def title(self, lang: Language = "zh") -> str:
        """Return the heading of the group."""
        return self.zh if lang == "zh" else self.en

    def rows(self, lang: Language = "zh") -> tuple[tuple[Kind, str], ...]:
        """Return kind and words of each change for a table; a new basis stands behind its value's own change."""
        rows: list[tuple[Kind, str]] = []
        for at, change in enumerate(self.changes):
            if change.kind == "basis" and at and self.changes[at - 1].key == change.key:
                kind, words = rows[-1]
                rows[-1] = kind, words + ("；" if lang == "zh" else "; ") + basis_alone(change, lang)
            else:
                rows.append((change.kind, change.words(lang)))
        return tuple(rows)


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes from `old` to `new`, in the order of the new document, what is removed where it stood.

    Empty where both say the same. `areas` holds what every area of either is worth.
    """

    old: Ruleset
    new: Ruleset
    changes: tuple[Change, ...]
    areas: tuple[AreaPoints, ...]
    _both: Both = field(repr=False, compare=False)

    @property
    def counts(self) -> dict[Kind, int]:
        """How many changes there are of each kind that occurs."""
        found = Counter(change.kind for change in self.changes)
        return {kind: found[kind] for kind in KINDS if found[kind]}

    def summary(self, lang: Language = "zh") -> str:
        """Return one line: how many changes, and how many of each kind."""
        zh = lang == "zh"
        if not self.changes:
            return "两份细则没有不同。" if zh else "The two rulesets say the same."
        counted = [(KIND_NAMES[kind][0 if zh else 1], number) for kind, number in self.counts.items()]
        if zh:
            return f"共 {len(self.changes)} 处变动：" + "，".join(f"{name} {number}" for name, number in counted) + "。"
        return f"{len(self.changes)} changes: " + ", ".join(f"{number} {name}" for name, number in counted) + "."

    def groups(self) -> tuple[Group, ...]:
        """Return the changes by area, those of no area before and behind; groups without changes are left out."""
        areas = [Group(area.id, area.title, area.title, area, self._of("area", area.id)) for area in self.areas]
        document, grading = (Group(id, *GROUPS[id], None, self._of(id, "")) for id in ("document", "grading"))
        return tuple(group for group in (document, *areas, grading) if group.changes)

    def steps(self) -> tuple[Step, ...]:
        """Return the changes that can move a mark, a total or a grade, bound together as far as they must be.

        Each step can be carried out without the others, in any order: `applied` takes any choice of them.
        """
        return steps_of(self._both, self.changes)

    def applied(self, steps: Iterable[Step]) -> Ruleset:
        """Return the old ruleset with these steps of `steps()` carried out, in whatever order they are given.

        Everything that no step says stays as it was: titles, clauses, quotes, origins, validity. What an area and
        the whole are worth is the sum of the items. The document has the digest of neither.
        """
        return applied(self._both, steps)

    def to_dict(self) -> dict[str, Any]:
        """Return the difference as plain data; points, percentages and shares are text."""
        return {
            "schema": "efficiency-rules/difference/1",
            "old": _about(self.old),
            "new": _about(self.new),
            "counts": dict(self.counts),
            "areas": [
                {"id": area.id, "title": area.title, "before": data_of(area.before), "after": data_of(area.after)}
                for area in self.areas
            ],
            "changes": [change.to_dict() for change in self.changes],
        }

    def _of(self, section: str, id: str) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if _home(change) == (section, id))


def diff(old: Ruleset, new: Ruleset) -> Difference:
    """Return what `new` says otherwise than `old`.

    Items are the same where their criterion has the same id, whatever its edition; areas where their id is the
    same, or where most of their items stayed together under another id. All else goes by its id. The order of
    areas, items and grades counts, that of everything else says nothing.
    Raises RulesetError when one is something else.
    """
    if wrong := not_of(Ruleset, "Ruleset", old=old, new=new):
        raise RulesetError(wrong)
    both = Both.of(old, new, renamed_areas(old, new))
    changes = tuple(_change(delta, both) for delta in deltas(both))
    return Difference(old, new, changes, _areas(both), both)


def _change(delta: Delta, both: Both) -> Change:
    part, id = part_of(delta.path)
    area, sides = _area(delta, both), Sides.of(both)
    return Change(
        kind=kind_of(delta),
        part=part,
        id=id,
        title=sides.title(part, id) if id else "",
        area=area,
        path=_path(delta, area, both),
        key=delta.path,
        before=delta.before,
        after=delta.after,
        successor=successor_of(delta, sides),
        sentences={"zh": sentence(delta, both, "zh"), "en": sentence(delta, both, "en")},
    )


def _area(delta: Delta, both: Both) -> str:
    """The id of the area a difference belongs to: where an item stands now, or stood if it is gone."""
    part, id = part_of(delta.path)
    if part == "area":
        return id
    if part != "item":
        return ""
    stands: str = (both.after["items"].get(id) or both.before["items"][id])["area"]
    return stands


def _path(delta: Delta, area: str, both: Both) -> Path:
    """The way in the document; the ids of areas are the old ones where the part is only in the old document."""
    if not area:
        return delta.path
    part, id = part_of(delta.path)
    gone = delta.path[:2] == (("items", id) if part == "item" else ("areas", id)) and kind_of(delta) == "removed"
    home = {new: old for old, new in both.renamed.items()}.get(area, area) if gone else area
    if part == "area":
        return "areas", home, *delta.path[2:]
    return "areas", home, "items", id, *(() if kind_of(delta) == "moved" else delta.path[2:])


def _areas(both: Both) -> tuple[AreaPoints, ...]:
    sides = Sides.of(both)
    before, after = both.before["areas"], both.after["areas"]
    return tuple(
        AreaPoints(id, sides.title("area", id), before.get(id, _NONE)["full"], after.get(id, _NONE)["full"])
        for id in merged(before, after)
    )


_NONE = {"full": None}


def _home(change: Change) -> tuple[str, str]:
    if change.area:
        return "area", change.area
    return ("document" if change.part in ("document", "unit-group", "method") else "grading"), ""


def _about(ruleset: Ruleset) -> dict[str, str]:
    return {"id": ruleset.id, "title": ruleset.title, "status": ruleset.status, "digest": ruleset.digest}
