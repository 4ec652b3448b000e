"""One county in a process of its own: `python -m benchmarks.one_county FOLDER OUT` reads, evaluates and writes."""

import sys
from pathlib import Path

import benchmarks.rubric
import efficiency_rules as er


def main(folder: Path, out: Path) -> None:
    """Evaluate the county whose files `benchmarks.files` wrote into `folder`; write the result to `out`."""
    catalog = er.load_plugins([benchmarks.rubric], discover=False)
    ruleset = er.load_ruleset(benchmarks.rubric.RULESET, catalog)
    roster = er.read_roster(folder / "roster.csv", ruleset)
    evidence = er.read_evidence(folder / "ledgers", ruleset, roster)
    er.evaluate(ruleset, roster, evidence).write(out)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
