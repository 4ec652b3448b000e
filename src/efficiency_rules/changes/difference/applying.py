"""The old ruleset with some of the changes carried out: what every one of them does by itself can be tried."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from efficiency_rules.changes.difference.comparing import Both, at
from efficiency_rules.changes.difference.kinds import field_of, part_of
from efficiency_rules.changes.difference.matching import merged
from efficiency_rules.changes.difference.rebuilding import EDITION, Numbers, formula_of, mixed
from efficiency_rules.changes.difference.steps import Step
from efficiency_rules.changes.difference.tree import (
    Path,
    Tree,
    caps_of,
    items_of,
    path_of,
    thresholds_of,
    tree_of,
)
from efficiency_rules.grading.scheme import Cap, Grade, GradeScheme, Threshold, TieKey
from efficiency_rules.points import Points
from efficiency_rules.rulesets.model import Area, CapRule, Item, Method, Ruleset, UnitGroup
from efficiency_rules.rulesets.origin import Origin


def applied(both: Both, steps: Iterable[Step]) -> Ruleset:
    """Return the old ruleset with these steps; what no step says is as in the old one."""
    return _Applying(both, frozenset(change.key for step in steps for change in step.changes)).ruleset()


@dataclass(frozen=True, slots=True)
class _Applying:
    """Two rulesets and the ways in the tree at which the new one is taken."""

    both: Both
    taken: frozenset[Path]

    def ruleset(self) -> Ruleset:
        old, new = self.both.old, self.both.new
        units = self._units()
        areas = self._areas([self._item(id, units) for id in self._ids(items_of(old), items_of(new), ("items",))])
        caps = tuple(self._cap(name) for name in self._ids(caps_of(old), caps_of(new), ("grading", "caps")))
        grading = self._grading(caps)
        made = replace(
            old,
            units=units,
            methods=self._methods(areas, grading),
            areas=areas,
            full_marks=_sum(area.full for area in areas),
            places=(new if ("precision",) in self.taken else old).places,
            grading=grading,
            min_applicable=(new if ("grading", "min_applicable") in self.taken else old).min_applicable,
            caps=caps,
            digest="",
        )
        return replace(made, origins=self._origins(made))

    def _ids(self, old: Iterable[str], new: Iterable[str], home: Path) -> list[str]:
        """The parts there are: old ones unless they are removed, new ones where they are added."""
        before, after = list(old), list(new)
        return [id for id in merged(after, before) if id in (after if (*home, id) in self.taken else before)]

    def _units(self) -> dict[str, UnitGroup]:
        old, new = self.both.old.units, self.both.new.units
        groups = {id: old.get(id) or new[id] for id in self._ids(old, new, ("units",))}
        return {
            id: replace(group, counted=new[id].counted) if ("units", id, "counted") in self.taken else group
            for id, group in groups.items()
        }

    def _methods(self, areas: Sequence[Area], grading: GradeScheme) -> dict[str, Method]:
        """The old methods, and those that an item or a tie-break now needs."""
        old, new = self.both.old.methods, self.both.new.methods
        used = {item.method for area in areas for item in area.items}
        used |= {key.key.removeprefix("method:") for key in grading.breaks}
        methods = {id: old.get(id) or new[id] for id in merged(new, old) if id in old or id in used}
        return {
            id: replace(method, due=new[id].due) if ("methods", id, "due") in self.taken else method
            for id, method in methods.items()
        }

    def _item(self, id: str, units: dict[str, UnitGroup]) -> Item:
        old, new = items_of(self.both.old).get(id), items_of(self.both.new).get(id)
        taken = {path[2:] for path in self.taken if path[:2] == ("items", id)}
        item = old or new
        assert item is not None
        home = self._old_area(item.area) if old is None else item.area
        source = item
        if old is not None and new is not None:
            numbers = mixed(Numbers.of(old), Numbers.of(new), _numbers(taken))
            home = self._old_area(new.area) if ("area",) in taken else old.area
            source = new if ("applies_to",) in taken else old
            item = replace(
                old,
                criterion=numbers.criterion,
                params=numbers.params,
                formula=formula_of(numbers, old, new),
                full=(new if ("full",) in taken else old).full,
                method=(new if ("method",) in taken else old).method,
                missing={
                    state: (new.missing if ("missing", state) in taken else old.missing)[state] for state in old.missing
                },
            )
        all_units = (self.both.old if source is old else self.both.new).units
        applies_to = tuple(units) if set(source.applies_to) == set(all_units) else source.applies_to
        return replace(item, area=home, applies_to=applies_to)

    def _old_area(self, id: str) -> str:
        """The old id of an area: what is called otherwise and nothing else stays as it was."""
        return next((old for old, new in self.both.renamed.items() if new == id), id)

    def _areas(self, items: Sequence[Item]) -> tuple[Area, ...]:
        """Areas with the items that now stand in them; an area that all items have left is no more."""
        old = {area.id: area for area in self.both.old.areas}
        new = {self._old_area(area.id): area for area in self.both.new.areas}
        order = merged(old, new) if ("areas",) in self.taken else merged(new, old)
        areas = []
        for id in order:
            before, after = (tuple(item.id for item in one[id].items) if id in one else () for one in (old, new))
            in_area = {item.id: item for item in items if item.area == id}
            key = ("areas", new[id].id if id in new else id, "items")
            names = merged(before, after) if key in self.taken else merged(after, before)
            own = tuple(in_area[name] for name in names if name in in_area)
            if own or (id in old and not before):
                base = old.get(id) or replace(new[id], id=id)
                areas.append(replace(base, items=own, full=_sum(item.full for item in own)))
        return tuple(areas)

    def _cap(self, name: str) -> CapRule:
        old, new = caps_of(self.both.old).get(name), caps_of(self.both.new).get(name)
        if old is None or new is None:
            cap = old or new
            assert cap is not None
            return cap
        taken = {path[3:] for path in self.taken if path[:3] == ("grading", "caps", name)}
        numbers = mixed(Numbers.of(old), Numbers.of(new), _numbers(taken))
        return replace(
            old,
            criterion=numbers.criterion,
            params=numbers.params,
            formula=formula_of(numbers, old, new),
            at_best=(new if ("at_best",) in taken else old).at_best,
            at_worst=(new if ("at_worst",) in taken else old).at_worst,
        )

    def _grading(self, caps: Sequence[CapRule]) -> GradeScheme:
        old, new = self.both.old.grading, self.both.new.grading
        fields = {path[1] for path in self.taken if path[0] == "grading" and len(path) > 1}
        chosen = {name: getattr(new, name) for name in _SCHEME_KEYS if name in fields}
        if ("grading", "ties", "break") in self.taken:
            chosen["breaks"] = tuple(self._tie_key(key) for key in new.breaks)
        if ("grading", "ties", "then") in self.taken:
            chosen["then"] = new.then
        grades = self._grades()
        thresholds = self._thresholds()
        capped = tuple(Cap(cap.criterion.name, cap.at_best, cap.at_worst) for cap in caps)
        return replace(old, grades=grades, thresholds=thresholds, caps=capped, **chosen)

    def _tie_key(self, key: TieKey) -> TieKey:
        kind, _, id = key.key.partition(":")
        return TieKey(f"area:{self._old_area(id)}", key.better) if kind == "area" else key

    def _grades(self) -> tuple[Grade, ...]:
        old = {grade.id: grade for grade in self.both.old.grading.grades}
        new = {grade.id: grade for grade in self.both.new.grading.grades}
        order = list(self._ids(old, new, ("grading", "grades")))
        if ("grading", "grades") in self.taken:
            order = [id for id in merged(old, new) if id in order]
        grades = []
        for id in order:
            grade = old.get(id) or new[id]
            if ("grading", "grades", id, "share") in self.taken:
                grade = replace(grade, share=new[id].share, share_text=new[id].share_text)
            grades.append(grade)
        return tuple(grades)

    def _thresholds(self) -> tuple[Threshold, ...]:
        home = ("grading", "thresholds")
        old, new = thresholds_of(self.both.old.grading), thresholds_of(self.both.new.grading)
        return tuple(
            new[name] if (*home, name, "at_least") in self.taken else old.get(name) or new[name]
            for name in self._ids(old, new, home)
        )

    def _origins(self, made: Ruleset) -> dict[str, Origin]:
        """The origins of what still stands, and those of items that are added, each item's under its own area."""
        old, new = self.both.old, self.both.new
        homes = {item.id: item.area for item in made.items}
        known = items_of(old)
        tree = tree_of(made, {})
        found = {}
        for source, name, origin in [(one, *entry) for one in (old, new) for entry in one.origins.items()]:
            path = path_of(name, {}, source)
            part, id = part_of(path)
            if part == "item" and id in homes and (id in known) == (source is old):
                found[".".join(("areas", homes[id], *path))] = origin
            elif part != "item" and source is old and _stands(tree, path):
                found[name] = origin
        return found


_SCHEME_KEYS = (
    "pool",
    "base",
    "seats",
    "seat_tie",
    "restrictions",
    "at_most",
    "counts",
    "group_order",
    "accept_paradox",
    "corrections",
)


def _stands(tree: Tree, path: Path) -> bool:
    """Say whether there is the part to which a way leads."""
    home = path[: len(path) - len(field_of(path))]
    return at(tree, home) is not None


def _numbers(taken: set[Path]) -> set[str]:
    """The numbers among the ways below an item or a cap."""
    names = {path[1] for path in taken if path[:1] == ("params",) and len(path) > 1}
    edition = {EDITION} if {("use",), ("reads",)} & taken else set()
    return names | edition | ({"full"} if ("full",) in taken else set())


def _sum(points: Iterable[Points]) -> Points:
    return Points.from_ticks(sum(one.ticks for one in points))
