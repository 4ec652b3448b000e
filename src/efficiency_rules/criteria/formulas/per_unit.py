"""PerUnit: the way out when no family fits, a plain Python function over one unit's records."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from efficiency_rules.points import Points


@dataclass(frozen=True, slots=True)
class UnitMark:
    """What a PerUnit function returns: the unit's points, why, and what single records cost.

    `reason` stands in the unit's lines; it may be empty only where nothing is lost.
    `costs` are points by record key (several key columns joined by `/`); what they leave over of the loss
    stands in a line without a record. A number that is not Points is a TypeError.
    """

    points: Points
    reason: str
    costs: Mapping[str, Points] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number in (self.points, *self.costs.values()):
            if not isinstance(number, Points):
                raise TypeError(f"a unit's mark is made of Points, not {type(number).__name__} ({number!r})")
        if not isinstance(self.reason, str):
            raise TypeError(f"a unit's mark says why in a text, not {type(self.reason).__name__} ({self.reason!r})")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PerUnit:
    """A function from one unit's records and the item's full points to a UnitMark.

    The records come in key order, as instances of the criterion's evidence type; `if` is `if`. One Python
    call a unit and one object a record: a hundred times slower than the other families, so take it only
    where none of them fits. The function must not look at anything but its arguments, and the mark must lie
    between 0 and full (else the criterion fails). There are no facts: re-marking reads the records again.

    Worked table (full 4; `last` = 2 points unless the last record of the year is settled):

    | records, in key order | mark |
    |---|---|
    | open, settled | 4 |
    | settled, open | 2 |
    | settled | 4 |
    """

    function: Callable[[Sequence[Any], Points], UnitMark]

    from_zero: ClassVar[bool] = False
    absolute: ClassVar[bool] = True
