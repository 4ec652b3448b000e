"""The same work in OpenFisca: records are the persons of the group entity `unit`, facts and marks are variables.

Its experts write formulas on whole arrays (`unit.sum` of a condition on the members, `numpy` for the rest) and build a
simulation from arrays, not from a situation in JSON. Each ledger is a system of its own: with one system for all of
them every variable would be as long as all ledgers together. OpenFisca knows no group without members, so a unit
without records gets one that is not `present`. Building the simulation and setting inputs is in nobody's time; what a
run computed is deleted before the next.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import polars as pl
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from benchmarks.answers import Answers
from benchmarks.peers import Given

Of = Callable[[str], np.ndarray]
"""Returns a variable's array by its name: of the records in a fact, of the units in a mark."""
Fact = tuple[str, Callable[[Of], np.ndarray]]
Mark = tuple[Callable[[Of], np.ndarray], Callable[[Of], np.ndarray]]

PERIOD = "2025"
MOST = 2_000_000


def prepare(lent: Given) -> Callable[[], Answers]:
    """Return what scores a simulation for each ledger, with its inputs set."""
    simulations = {id: _simulation(id, lent.ledgers[id], len(lent.units)) for id in RULES}
    return lambda: _score(simulations)


def _score(simulations: Mapping[str, Simulation]) -> Answers:
    points, counted = {}, {}
    for id, simulation in simulations.items():
        facts, marks = RULES[id]
        for name in (*facts, *marks, *(f"{name}?" for name in marks)):
            simulation.delete_arrays(name)
        for name in marks:
            counted[name] = simulation.calculate(f"{name}?", PERIOD)
            points[name] = np.where(counted[name], simulation.calculate(name, PERIOD), 0)
    return Answers(points, counted)


def _simulation(id: str, frame: pl.DataFrame, units: int) -> Simulation:
    record = build_entity("record", "records", "A record of the ledger", is_person=True)
    unit = build_entity("unit", "units", "A unit", roles=[{"key": "member", "plural": "members", "label": "member"}])
    system = TaxBenefitSystem([record, unit])
    inputs = _inputs(frame, units)
    of_unit = inputs.pop("unit")
    facts, marks = RULES[id]
    for name, values in inputs.items():
        kind = {"b": bool, "i": int, "u": int}.get(values.dtype.kind)
        if kind is not None:
            system.add_variable(_variable(name, record, kind))
    for name, (how, values) in facts.items():
        system.add_variable(_variable(name, unit, int, _fact(how, values)))
    for name, (points, counts) in marks.items():
        system.add_variable(_variable(name, unit, int, _mark(points)))
        system.add_variable(_variable(f"{name}?", unit, bool, _mark(counts)))
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("record", range(len(of_unit)))
    builder.declare_entity("unit", range(units)).members_entity_id = of_unit
    simulation = builder.build(system)
    for name, values in inputs.items():
        simulation.set_input(name, PERIOD, values)
    return simulation


def _inputs(frame: pl.DataFrame, units: int) -> dict[str, np.ndarray]:
    """Return arrays without gaps: days and codes as whole numbers, and which values are given."""
    absent = pl.DataFrame({"unit": np.setdiff1d(np.arange(units), frame.get_column("unit"))}, schema={"unit": pl.Int32})
    frame = pl.concat([frame.with_columns(present=True), absent.with_columns(present=False)], how="diagonal")
    inputs = {"unit": frame.get_column("unit").to_numpy().astype(np.intp)}
    for column in frame.drop("unit"):
        if column.dtype == pl.String:
            continue
        inputs[f"{column.name}_given"] = column.is_not_null().to_numpy()
        whole = column.to_physical()
        whole = whole if whole.dtype == pl.Boolean else whole.cast(pl.Int32)
        inputs[column.name] = whole.fill_null(False if whole.dtype == pl.Boolean else 0).to_numpy()
    return inputs


def _variable(name: str, entity: object, kind: type, formula: Callable | None = None) -> type[Variable]:
    attributes = {"entity": entity, "value_type": kind, "definition_period": DateUnit.YEAR, "label": name}
    return type(name, (Variable,), attributes | ({"formula": formula} if formula else {}))


def _fact(how: str, values: Callable[[Of], np.ndarray]) -> Callable:
    def formula(unit, period):
        return getattr(unit, how)(values(lambda name: unit.members(name, period)))

    return formula


def _mark(values: Callable[[Of], np.ndarray]) -> Callable:
    def formula(unit, period):
        return values(lambda name: unit(name, period).astype(np.int64))

    return formula


def _rounded(numerator: np.ndarray, denominator: np.ndarray) -> np.ndarray:
    below = denominator * 100
    return (2 * numerator + below) // (2 * below)


def _shortfall(hits: str, cases: str, target: int, per_point: int, least: int) -> Mark:
    def points(of: Of) -> np.ndarray:
        among = np.maximum(of(cases), 1)
        missing = np.maximum(target * of(cases) - 1_000_000 * of(hits), 0)
        return _rounded(np.maximum(400_000_000 * among - per_point * missing, 0), 10_000 * among)

    return points, lambda of: of(cases) >= least


def _rate_bands(hits: str, bands: Mapping[int, int], otherwise: int) -> Mark:
    def points(of: Of) -> np.ndarray:
        return np.select([100 * of(hits) >= bound * of("n") for bound in bands], list(bands.values()), otherwise)

    return points, lambda of: of("n") >= 1


def _value_bands(value: str, bands: Mapping[int, int]) -> Mark:
    return (
        lambda of: np.select([of(value) >= bound for bound in bands], list(bands.values())),
        lambda of: of("n") >= 1,
    )


def _always(points: Callable[[Of], np.ndarray]) -> Mark:
    return points, lambda of: of("n") >= 0


def _worth(column: str, points: Sequence[int], where: Callable[[Of], np.ndarray]) -> Fact:
    """The sum of what the choices of a column are worth, by their codes, in records where it counts."""
    return "sum", lambda of: np.array(points)[of(column)] * where(of)


def _events(cost: str) -> Mark:
    return _always(lambda of: np.maximum(50_000 - of(cost), 0) // 100)


def _survey(worth: str) -> Mark:
    return (
        lambda of: _rounded(400_000_000 * of(worth), 1_000_000 * np.maximum(of("n"), 1)),
        lambda of: of("n") >= 3,
    )


def _spread(prefix: str, score: Callable[[Of], np.ndarray], given: Callable[[Of], np.ndarray]) -> dict[str, Fact]:
    return {
        f"{prefix}_n": ("sum", given),
        f"{prefix}_sum": ("sum", lambda of: score(of) * given(of)),
        f"{prefix}_max": ("max", lambda of: np.where(given(of), score(of), 0)),
        f"{prefix}_min": ("min", lambda of: np.where(given(of), score(of), MOST)),
    }


def _raters(prefix: str, most: int) -> Mark:
    def points(of: Of) -> np.ndarray:
        raters = of(f"{prefix}_n")
        many = raters > most
        total = of(f"{prefix}_sum") - np.where(many, of(f"{prefix}_max") + of(f"{prefix}_min"), 0)
        return _rounded(40_000 * total, 1_000_000 * np.maximum(raters - 2 * many, 1))

    return points, lambda of: of(f"{prefix}_n") >= 2


def _present(of: Of) -> np.ndarray:
    return of("present")


def _by(actual: str, limit: str) -> Callable[[Of], np.ndarray]:
    return lambda of: of(f"{actual}_given") & (of(actual) <= of(limit))


N: Mapping[str, Fact] = {"n": ("sum", _present)}

RULES: Mapping[str, tuple[Mapping[str, Fact], Mapping[str, Mark]]] = {
    "bench-ticket": (
        {
            **N,
            "on_time": ("sum", _by("closed_on", "due_on")),
            "asked": ("sum", lambda of: of("satisfied_given")),
            "happy": ("sum", lambda of: of("satisfied")),
            "contacted": ("sum", _by("contacted_on", "contact_by")),
        },
        {
            "ticket-on-time": _shortfall("on_time", "n", 980_000, 1_600, 3),
            "ticket-satisfied": _shortfall("happy", "asked", 950_000, 1_000, 2),
            "ticket-first-contact": _rate_bands("contacted", {95: 400, 85: 300, 75: 150}, 50),
        },
    ),
    "bench-task": (
        {**N, "on_time": ("sum", _by("finished_on", "due_on")), "days": ("sum", lambda of: of("delay"))},
        {
            "task-on-time": _shortfall("on_time", "n", 900_000, 700, 2),
            "task-delay": _value_bands("days", {50: 0, 25: 150, 10: 300, 0: 400}),
        },
    ),
    "bench-approval": (
        {
            **N,
            "on_time": ("sum", lambda of: _present(of) & (of("used") <= of("promised"))),
            "halved": ("sum", lambda of: _present(of) & (2 * of("used") <= of("promised"))),
            "most": ("max", lambda of: np.where(of("visits") > 1, of("visits"), 0)),
        },
        {
            "approval-on-time": _shortfall("on_time", "n", 1_000_000, 2_000, 3),
            "approval-compression": _rate_bands("halved", {60: 400, 45: 250, 30: 100}, 0),
            "approval-visits": _value_bands("most", {5: 50, 3: 200, 2: 300, 0: 400}),
        },
    ),
    "bench-inspection": (
        {
            **N,
            "found": _worth("severity", (2_000, 5_000, 10_000, 20_000), _present),
            "left": _worth("severity", (5_000, 10_000, 20_000, 40_000), lambda of: _present(of) & ~of("rectified")),
            "grave": ("sum", lambda of: of("severity") == 3),
        },
        {
            "inspection-findings": _events("found"),
            "inspection-unrectified": _events("left"),
            "grave-finding": _always(lambda of: np.where(of("grave") >= 1, 0, 400)),
        },
    ),
    "bench-complaint": (
        {
            **N,
            "proven": _worth("kind", (15_000, 10_000, 25_000), lambda of: of("verified")),
            "silent": _worth("kind", (3_500, 2_500, 5_000), lambda of: _present(of) & ~of("answered")),
        },
        {"complaint-verified": _events("proven"), "complaint-unanswered": _events("silent")},
    ),
    "bench-questionnaire": (
        {
            "n": ("sum", lambda of: of("valid")),
            "attitude_worth": _worth("attitude", (100, 80, 60, 30, 0), lambda of: of("valid")),
            "efficiency_worth": _worth("efficiency", (100, 80, 60, 30, 0), lambda of: of("valid")),
            "openness_worth": _worth("openness", (100, 85, 65, 40, 0), lambda of: of("valid")),
            "overall_worth": _worth("overall", (100, 90, 70, 30, 0), lambda of: of("valid")),
        },
        {f"survey-{name}": _survey(f"{name}_worth") for name in ("attitude", "efficiency", "openness", "overall")},
    ),
    "bench-rating": (
        {
            **_spread("duty", lambda of: of("duty"), lambda of: of("duty_given")),
            **_spread("service", lambda of: of("service"), lambda of: of("service_given")),
            **_spread("level", lambda of: np.array([1_000_000, 800_000, 600_000, 400_000])[of("level")], _present),
            **_spread("expert", lambda of: of("duty"), lambda of: of("duty_given") & (of("panel") == 1)),
        },
        {
            "rating-duty": _raters("duty", 5),
            "rating-service": _raters("service", 5),
            "rating-level": _raters("level", 5),
            "rating-expert": _raters("expert", 3),
        },
    ),
    "bench-recognition": (
        {
            **N,
            "highest": (
                "max",
                lambda of: np.array([400, 250, 100])[of("level")] * (_present(of) & ~of("revoked")),
            ),
            "earned": _worth("level", (300, 200, 100), _present),
            "taken": ("sum", lambda of: of("revoked")),
            "in_time": ("sum", lambda of: of("reported")),
        },
        {
            "recognition-highest": _always(lambda of: of("highest")),
            "recognition-reported": _always(lambda of: np.minimum(150 * of("in_time"), 400)),
            "recognition-with-veto": _always(lambda of: np.where(of("taken") > 0, 0, np.minimum(of("earned"), 400))),
        },
    ),
}
"""By ledger: the facts, each a reduction of its records, and each mark's points with the condition for it."""
