"""A difference as a sentence that a committee can read, in Chinese and English."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from efficiency_rules.changes.difference.change import Change
from efficiency_rules.changes.difference.comparing import Both, Delta, at
from efficiency_rules.changes.difference.filling import filled, listed, quoted
from efficiency_rules.changes.difference.kinds import Kind, Part, field_of, kind_of, part_of
from efficiency_rules.changes.difference.matching import merged, out_of_order
from efficiency_rules.changes.difference.naming import Side, key_name, origin_name, value_name
from efficiency_rules.changes.difference.terms import SUBJECTS, Pair
from efficiency_rules.errors import Language
from efficiency_rules.rulesets.origin import Origin

_CHANGED: Pair = ("{it}的{name}由{a}改为{b}", "{it}: {name} changed from {a} to {b}")
_WRITTEN: Pair = ("{it}新写明{name}：{b}", "{it}: {name} is new: {b}")
_DROPPED: Pair = ("{it}不再写明{name}，原为{a}", "{it}: {name} is gone, it was {a}")
_WHOLE: Mapping[Pair, Pair] = {
    _CHANGED: ("{name}由{a}改为{b}", "{name} changed from {a} to {b}"),
    _WRITTEN: ("新写明{name}：{b}", "{name} is new: {b}"),
    _DROPPED: ("不再写明{name}，原为{a}", "{name} is gone, it was {a}"),
}
"""What the ruleset says as a whole needs no subject."""

_RAISED: Pair = ("{it}由{a}提高到{b}", "{it} is raised from {a} to {b}")
_LOWERED: Pair = ("{it}由{a}降低到{b}", "{it} is lowered from {a} to {b}")

_KINDS: Mapping[Kind, Pair] = {
    "added": ("新增{it}{detail}", "{it} is new{detail}"),
    "removed": ("取消{it}{detail}", "{it} is removed{detail}"),
    "moved": ("{it}由{a}移到{b}", "{it} moves from {a} to {b}"),
    "method-changed": ("{it}由{a}改为{b}评分", "{it} is scored by {b} instead of {a}"),
    "renamed": (
        "{it}的代号由{a}改为{b}，评价内容仍是原来的",
        "{it} has the id {b} instead of {a} and is the same area",
    ),
    "retitled": ("{kind}{a}改称{b}", "{kind}{a} is now called {b}"),
    "edition": ("{it}的指标由{a}版改为{b}版", "{it}: edition {b} of the criterion takes the place of {a}"),
    "ledger": ("{it}所用台账由{a}改为{b}", "{it} reads {b} instead of {a}"),
    "missing-policy": ("{it}{state}时由{a}改为{b}", "{it}: {b} instead of {a} for {state}"),
}

_COUNTED: Mapping[bool, Pair] = {
    True: ("{it}改为计入单位总数", "{it} counts in N now"),
    False: ("{it}改为不计入单位总数", "{it} no longer counts in N"),
}
_REPLACED: Pair = ("取消{it}{detail}，由{successor}取代", "{it} is removed{detail}, {successor} takes its place")
_SAME: Pair = ("，数值未变（{value}）", ", the value is the same ({value})")
_BASIS: Pair = ("{name}的依据", "basis of {name}")


@dataclass(frozen=True, slots=True)
class Sides:
    """Both rulesets, for looking up titles."""

    old: Side
    new: Side

    @classmethod
    def of(cls, both: Both) -> "Sides":
        """Return both sides of a comparison."""
        return cls(Side(both.old, both.before), Side(both.new, both.after))

    def title(self, part: Part, id: str) -> str:
        """Return the title of a part: the new one, the old one where it is gone, its id where it has none."""
        return self.new.title(part, id) or self.old.title(part, id) or id.partition("#")[0]


def successor_of(delta: Delta, sides: Sides) -> str:
    """Return the id of the item that takes the place of a removed one, as its retired criterion says; else nothing."""
    part, id = part_of(delta.path)
    if part != "item" or kind_of(delta) != "removed":
        return ""
    return sides.old.successor(id, sides.new)


def basis_alone(change: Change, lang: Language) -> str:
    """Return a change of a basis without saying again of what it is the basis."""
    before, after = (origin_name(one, lang) for one in _brief(change.before, change.after))
    words = ("依据由{a}改为{b}", "basis changed from {a} to {b}")
    return filled(words[0 if lang == "zh" else 1], lang, a=before, b=after)


def sentence(delta: Delta, both: Both, lang: Language) -> str:
    """Return what a difference is, without a full stop."""
    return _Teller(delta, both, Sides.of(both), lang).told()


@dataclass(frozen=True, slots=True)
class _Teller:
    """One difference, told in one language."""

    delta: Delta
    both: Both
    sides: Sides
    lang: Language

    def told(self) -> str:
        delta, kind = self.delta, kind_of(self.delta)
        if kind == "reordered":
            return self._order()
        if kind in ("added", "removed"):
            detail = self._detail(delta.after if kind == "added" else delta.before, kind)
            successor = successor_of(delta, self.sides)
            if successor:
                return self._fill(_REPLACED, detail=detail, successor=quoted(self.sides.title("item", successor)))
            return self._fill(_KINDS[kind], detail=detail)
        if kind == "counted" and isinstance(delta.after, bool):
            return self._fill(_COUNTED[delta.after])
        if kind in ("reweighted", "share", "least-total") and None not in (delta.before, delta.after):
            return self._fill(_RAISED if delta.after > delta.before else _LOWERED, it=self._measured(kind))
        if kind == "basis":
            return self._basis()
        if kind in _KINDS and None not in (delta.before, delta.after):
            return self._fill(_KINDS[kind])
        return self._generic(self._name())

    def _generic(self, name: str) -> str:
        pair = _WRITTEN if self._empty(self.delta.before) else _DROPPED if self._empty(self.delta.after) else _CHANGED
        part, _ = part_of(self.delta.path)
        return self._fill(pair if part in SUBJECTS else _WHOLE[pair], name=name)

    def _empty(self, value: Any) -> bool:
        return value is None or value in ((), "")

    def _basis(self) -> str:
        words = self._pick(_BASIS)
        told = self._generic(
            filled(words, self.lang, name=self._name()) if self._field else self._pick(("依据", "basis"))
        )
        if not self.delta.same:
            return told
        value = at(self.both.after, self.delta.path)
        if isinstance(value, dict):
            return told + filled(self._pick(("，数值未变", ", the value is the same")), self.lang)
        return told + filled(self._pick(_SAME), self.lang, value=self._value(value, self.sides.new))

    def _fill(self, pair: Pair, **facts: str) -> str:
        delta = self.delta
        part, id = part_of(delta.path)
        kind = kind_of(delta)
        before, after = _brief(delta.before, delta.after)
        values = {"a": self._value(before, self.sides.old), "b": self._value(after, self.sides.new)}
        if kind == "edition" and None not in (delta.before, delta.after):
            values = {"a": str(delta.before).partition("@")[2], "b": str(delta.after).partition("@")[2]}
        subject = self._pick(SUBJECTS[part]) if part in SUBJECTS else ""
        state = "" if kind != "missing-policy" else self._name().removesuffix("时的处理").removeprefix("policy for ")
        known = {"it": self._it(part, id), "kind": subject, "state": state, **values}
        return filled(self._pick(pair), self.lang, **{**known, **facts})

    def _it(self, part: Part, id: str) -> str:
        if part not in SUBJECTS:
            return ""
        return self._pick(SUBJECTS[part]) + quoted(self.sides.title(part, id))

    def _measured(self, kind: Kind) -> str:
        """The subject of a sentence about a number that rises or falls."""
        part, id = part_of(self.delta.path)
        if kind == "share":
            it = self._it(part, id)
            return f"{it}的比例" if self.lang == "zh" else f"the share of {it}"
        if kind == "least-total":
            title = quoted(self.sides.title(part, id))
            return f"{title}的分数线" if self.lang == "zh" else f"the threshold of {title}"
        return self._it(part, id)

    def _detail(self, tree: Mapping[str, Any], kind: Kind) -> str:
        """What a committee wants to know at once of a part that comes or goes."""
        part, id = part_of(self.delta.path)
        side = self.sides.new if kind == "added" else self.sides.old
        keys = {
            "item": ("full", "method", "area"),
            "area": ("full",),
            "grade": ("share",),
            "threshold": ("at_least",),
            "cap": ("at_best", "at_worst"),
        }.get(part, ())
        told = [value_name(part, (key,), tree[key], side, self.lang) for key in keys if tree.get(key) is not None]
        if part == "cap":
            told = [
                f"{key_name(part, id, (key,), (), self.lang)} {value_name(part, (key,), tree[key], side, self.lang)}"
                for key in keys
                if tree.get(key) is not None
            ]
        if part == "grade":
            told += self._neighbour(id)
        if not told:
            return ""
        return f"（{'，'.join(told)}）" if self.lang == "zh" else f" ({', '.join(told)})"

    def _neighbour(self, id: str) -> list[str]:
        order = merged(*(at(tree, ("grading", "grades")) for tree in (self.both.before, self.both.after)))
        place = order.index(id)
        if place == 0:
            return [self._pick(("最好的等次", "the best grade"))]
        title = quoted(self.sides.title("grade", order[place - 1]))
        return [f"排在{title}之后" if self.lang == "zh" else f"next after {title}"]

    def _order(self) -> str:
        delta = self.delta
        part: Part = "item" if delta.path[-1] == "items" else "grade" if delta.path[0] == "grading" else "area"
        whole = {
            "item": ("{it}中计分项的次序变动：", "the items of {it} stand in another order: "),
            "grade": ("等次由优到差的次序变动：", "the grades stand in another order from best to worst: "),
            "area": ("评价内容的次序变动：", "the areas stand in another order: "),
        }[part]
        moved = out_of_order(delta.before, delta.after)
        told = [self._moved(part, id) for id in delta.after if id in moved]
        return self._fill(whole) + ("，" if self.lang == "zh" else ", ").join(told)

    def _moved(self, part: Part, id: str) -> str:
        place = self.delta.after.index(id)
        it = quoted(self.sides.title(part, id))
        if place == 0:
            return f"{it}移到最前" if self.lang == "zh" else f"{it} comes first"
        before = quoted(self.sides.title(part, self.delta.after[place - 1]))
        return f"{it}移到{before}之后" if self.lang == "zh" else f"{it} comes after {before}"

    @property
    def _field(self) -> tuple[str, ...]:
        return field_of(self.delta.path)

    def _name(self) -> str:
        part, id = part_of(self.delta.path)
        return key_name(part, id, self._field, (self.sides.new, self.sides.old), self.lang)

    def _value(self, value: Any, side: Side) -> str:
        if isinstance(value, dict):
            inner = [f"{key} {self._value(one, side)}" for key, one in value.items()]
            return listed(inner, self.lang) or self._pick(("无", "none"))
        part, _ = part_of(self.delta.path)
        return value_name(part, self._field or ("",), value, side, self.lang)

    def _pick(self, pair: Pair) -> str:
        return pair[0 if self.lang == "zh" else 1]


def _brief(before: Any, after: Any) -> tuple[Any, Any]:
    """Both values; of two origins that differ in their basis alone, the bases."""
    if not (isinstance(before, Origin) and isinstance(after, Origin)):
        return before, after
    if (before.source, before.note) != (after.source, after.note):
        return before, after
    return Origin(before.basis), Origin(after.basis)
