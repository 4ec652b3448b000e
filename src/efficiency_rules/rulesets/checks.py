"""Checks of a ruleset file that need no plugin: validity, sums, names and references."""

from collections.abc import Iterable, Mapping

from efficiency_rules.errors import Place
from efficiency_rules.points import TICKS, Points, decimal_text
from efficiency_rules.rulesets.fields import Fields
from efficiency_rules.rulesets.node import Node
from efficiency_rules.rulesets.problems import Problems
from efficiency_rules.rulesets.structure import AreaParts, Parts

DEFAULT_PLACES = 2
"""Decimals of a mark where the document does not say."""


def check_parts(parts: Parts, problems: Problems) -> None:
    """Run all checks; every problem goes into `problems`."""
    check_validity(parts.head, problems)
    check_points(parts, problems)
    check_names(parts, problems)
    check_references(parts, problems)


def check_validity(head: Fields, problems: Problems) -> None:
    """The first day is not after the last, and the year lies between them."""
    first, last, year = head.get("valid_from"), head.get("valid_to"), head.get("year")
    if first is None or last is None:
        return
    if first > last:
        problems.add("ruleset-validity", head.place("valid_from"), first=first, last=last)
    elif year is not None and not first.year <= year <= last.year:
        problems.add("ruleset-year-outside", head.place("year"), found=year, first=first, last=last)


def check_points(parts: Parts, problems: Problems) -> None:
    """Points fit the precision; items sum to their area, areas to the full marks."""
    places = parts.head.get("precision", DEFAULT_PLACES)
    for fields, key in _declared(parts):
        points = fields.get(key)
        if points is not None and points.ticks % (TICKS // 10**places):
            step = decimal_text(TICKS // 10**places)
            problems.add("ruleset-precision", fields.place(key), found=str(points), expected=step)
    full_marks = parts.head.get("full_marks")
    if full_marks == 0:
        problems.add(
            "ruleset-range", parts.head.place("full_marks"), key="full_marks", found="0", least="0.0001", most="—"
        )
    _check_sum(
        "ruleset-areas-sum", full_marks, [area.fields for area in parts.areas], parts.head.place("full_marks"), problems
    )
    for area in parts.areas:
        if area.fields.get("items") is not None:
            _check_sum(
                "ruleset-items-sum",
                area.fields.get("full"),
                [item.fields for item in area.items],
                area.fields.place("full"),
                problems,
                area=_called(area),
            )


def _declared(parts: Parts) -> Iterable[tuple[Fields, str]]:
    yield parts.head, "full_marks"
    for area in parts.areas:
        yield area.fields, "full"
        yield from ((item.fields, "full") for item in area.items)


def _called(area: AreaParts) -> str:
    return str(area.fields.get("title") or area.fields.get("id") or "—")


def _check_sum(
    code: str, whole: Points | None, parts: list[Fields], place: Place, problems: Problems, **facts: object
) -> None:
    summands: list[Points | None] = [part.get("full") for part in parts]
    known = [points for points in summands if points is not None]
    total = sum(points.ticks for points in known)
    if whole is None or len(known) < len(summands) or total == whole.ticks:
        return
    arithmetic = " + ".join(str(points) for points in known) or "0"
    facts |= {"found": decimal_text(total), "expected": str(whole), "sum": arithmetic}
    more, more_en = ("多", "more") if total > whole.ticks else ("少", "less")
    difference = decimal_text(abs(total - whole.ticks))
    problems.add(code, place, difference=difference, more=more, more_en=more_en, **facts)


def check_names(parts: Parts, problems: Problems) -> None:
    """Ids and titles that must differ do, and no criterion is used twice."""
    areas = [area.fields for area in parts.areas]
    _check_distinct("ruleset-twice", [(area.get("id"), area.place("id")) for area in areas], problems)
    groups = parts.units.values()
    _check_distinct("ruleset-twice", [(group.get("title"), group.place("title")) for group in groups], problems)
    uses = [((item.fields.get("use") or (None,))[0], item.fields.place("use")) for item in parts.items]
    _check_distinct("ruleset-item-twice", uses, problems)


def _check_distinct(code: str, named: Iterable[tuple[str | None, Place]], problems: Problems) -> None:
    seen: dict[str, Place] = {}
    for name, place in named:
        if name is None:
            continue
        first = seen.setdefault(name, place)
        if first is not place:
            problems.add(code, place, found=name, first=first.line)


def check_references(parts: Parts, problems: Problems) -> None:
    """Methods, unit groups, consequences and tie keys that are named exist."""
    for item in parts.items:
        method = item.fields.nodes.get("method")
        if method is not None and item.fields.get("method") is not None:
            _check_known("ruleset-method-unknown", [method], parts.methods, problems)
        _check_known("ruleset-group-unknown", item.fields.get("applies_to", ()), parts.units, problems)
    for grade in _elements(parts.grading, "grades"):
        named = [node for key, part in grade.entries() if key == "consequences" for node in part.elements()]
        _check_known("ruleset-consequence-unknown", named, parts.consequences, problems)
    _check_tie_keys(parts, problems)
    _check_thresholds(parts, problems)


def _elements(fields: Fields, key: str) -> list[Node]:
    return list(fields.nodes[key].elements()) if key in fields.nodes else []


def _check_known(code: str, named: Iterable[Node], known: Mapping[str, object], problems: Problems) -> None:
    for node in named:
        # Where nothing is known, what is missing there is reported already.
        if known and isinstance(node.data, str) and node.data not in known:
            problems.unknown(code, node.place, node.data, known, key=node.title)
        elif not known and code == "ruleset-consequence-unknown":
            problems.unknown(code, node.place, str(node.data), known, key=node.title)


def _check_tie_keys(parts: Parts, problems: Problems) -> None:
    known = {
        "area": [area.fields.get("id") for area in parts.areas],
        "method": list(parts.methods),
        "item": [(item.fields.get("use") or ("",))[0] for item in parts.items],
    }
    ties = parts.grading.nodes.get("ties")
    chain = ties.at(("break",)).elements() if ties is not None else ()
    for entry in chain:
        node = entry.at(("key",))
        kind, colon, id = str(node.data).partition(":")
        if colon and kind in known and id not in known[kind]:
            words = [f"{kind}:{one}" for one in known[kind] if one]
            problems.unknown("ruleset-tie-key-unknown", node.place, str(node.data), words)


def _check_thresholds(parts: Parts, problems: Problems) -> None:
    full_marks = parts.head.get("full_marks")
    for entry in _elements(parts.grading, "thresholds"):
        node = entry.at(("at_least",))
        try:
            line = Points(node.data) if isinstance(node.data, (str, int)) else Points(0)
        except ValueError:
            continue
        if full_marks is not None and line > full_marks:
            problems.add("ruleset-threshold-above-full", node.place, found=str(line), full=str(full_marks))
