"""Speed of robustness: `python -m benchmarks.robustness [--draws 2500] [--rounds 3]`. Seconds of the fastest round.

Two invented counties, each with four kinds of disturbances: the one that ships with the rules of 靖边县, and one of 100
units with 6,000 records under the benchmarks' rubric. What is timed is all of `er.robustness`: evaluating the county,
distances to the lines, and every draw disturbed, added up and graded.
"""

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path

import efficiency_rules as er
import efficiency_rules_jingbian
from benchmarks import workload
from benchmarks.tables import markdown
from benchmarks.timing import Times, in_turns
from efficiency_rules.changes.robustness import KINDS

TARGET = 5
GRADINGS = 10_000

Given = tuple[er.Ruleset, er.Roster, er.Evidence]


def shipped() -> Given:
    """Return the fictional county that ships with the rules of 靖边县."""
    county = Path(efficiency_rules_jingbian.__file__).parent / "examples" / "county"
    ruleset = er.load_plugins().ruleset("jingbian", er.Period.year(2025))
    roster = er.read_roster(county / "roster.xlsx", ruleset)
    return ruleset, roster, er.read_evidence(county / "ledgers", ruleset, roster)


def made() -> Given:
    """Return a county of 100 units under the benchmarks' rubric."""
    work = workload.make(100)
    return work.ruleset, work.roster, work.evidence


def task(given: Given, draws: int) -> Callable[[], object]:
    """Return what is timed: so many draws of each kind."""
    return partial(er.robustness, *given, seed=1, draws=draws)


def report(counties: dict[str, Given], times: dict[str, Times], draws: int) -> str:
    """Return the report as Markdown."""
    gradings = len(KINDS) * draws
    rows = [
        [
            f"{name}, {len(counties[name][1])} units",
            f"{gradings:,}",
            f"{one.best:.2f}",
            f"{one.least_processor:.2f}",
            str(TARGET) if gradings == GRADINGS else "",
        ]
        for name, one in times.items()
    ]
    return markdown(["county", "gradings", "clock s", "processor s", "target s"], rows)


def main() -> None:
    """Measure and print one row a county."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=GRADINGS // len(KINDS), help="of each kind")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    counties = {"shipped": shipped(), "made": made()}
    times = in_turns({name: task(given, asked.draws) for name, given in counties.items()}, asked.rounds)
    print(report(counties, times, asked.draws))


if __name__ == "__main__":
    main()
