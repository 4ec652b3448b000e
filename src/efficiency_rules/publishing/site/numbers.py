"""The numbers of an item as a page shows them: what each is called, its value, and where it comes from."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from efficiency_rules.changes.difference.terms import BASES, CHOICES
from efficiency_rules.criteria.states import STATE_TITLES
from efficiency_rules.rulesets.model import Item, Ruleset
from efficiency_rules.rulesets.origin import NO_ORIGIN, Origin

STATES_EN = {
    "not-applicable": "not applicable",
    "no-cases": "no cases",
    "insufficient-data": "insufficient data",
    "data-missing": "ledger missing",
}


@dataclass(frozen=True, slots=True)
class Number:
    """One value of an item; `path` is what `check` calls it."""

    path: str
    zh: str
    en: str
    value_zh: str
    value_en: str
    origin: Origin

    @property
    def basis(self) -> tuple[str, str]:
        """The basis in both languages."""
        return BASES[self.origin.basis]

    @property
    def badge(self) -> str:
        """The word for the style of the badge."""
        return self.origin.basis or "none"


def numbers_of(item: Item) -> list[Number]:
    """Return full points, parameters, policies and groups of an item, each with its origin, in the document's order."""
    return [_full(item), *_params(item), *_policies(item)]


def _full(item: Item) -> Number:
    return Number("full", "满分", "full points", f"{item.full} 分", f"{item.full}", item.origins.get("full", NO_ORIGIN))


def _params(item: Item) -> Iterator[Number]:
    fields = type(item.params).model_fields
    for name, value in item.params.model_dump(mode="json").items():
        about = fields[name].description or name
        origin = item.origins.get(f"params.{name}", NO_ORIGIN)
        inside = [path for path in item.origins if path.startswith(f"params.{name}.")]
        if isinstance(value, dict) and inside:
            for key, part in value.items():
                path = f"params.{name}.{key}"
                own = item.origins.get(path, origin)
                yield Number(path, f"{about}：{key}", f"{name}.{key}", written(part), written(part), own)
        else:
            yield Number(f"params.{name}", about, name, written(value), written(value), origin)


def _policies(item: Item) -> Iterator[Number]:
    for state, policy in item.missing.items():
        zh, en = CHOICES["missing"][policy]
        origin = item.origins.get(f"missing.{state}", NO_ORIGIN)
        yield Number(f"missing.{state}", STATE_TITLES[state], STATES_EN[state], zh, en, origin)


def written(value: Any) -> str:
    """Return a parameter's value as words: tables as pairs, lists with 、."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dict):
        return "，".join(f"{key}：{written(part)}" for key, part in value.items())
    if isinstance(value, (list, tuple)):
        return "、".join(written(part) for part in value)
    return "—" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class BasisCount:
    """How many numbers of a ruleset rest on a basis."""

    zh: str
    en: str
    count: int


@dataclass(frozen=True, slots=True)
class Bases:
    """On what the numbers of a ruleset rest, and how many of them still wait for the county."""

    counts: tuple[BasisCount, ...]
    total: int
    waiting: int


def bases_of(ruleset: Ruleset) -> Bases:
    """Return how many values of a ruleset rest on each basis, and how many have none."""
    found = Counter(origin.basis for origin in ruleset.origins.values())
    counts = tuple(BasisCount(*words, found[basis]) for basis, words in BASES.items() if found[basis])
    return Bases(counts, found.total(), sum(origin.waits for origin in ruleset.origins.values()))
