"""The fictional county of the bundle's examples: its evaluation, and the digests of what that writes.

Run as a script it writes the digests anew: `python tests/support/jingbian_example.py`.
"""

from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import efficiency_rules as er

ROOT = Path(__file__).parents[2]
COUNTY = ROOT / "plugins/efficiency-rules-jingbian/src/efficiency_rules_jingbian/examples/county"
DIGESTS = ROOT / "tests/golden/county-2025.sha256"
CONTENT = ("standings.csv", "marks.csv", "lines.csv", "grading.json")
"""The files of a result that hold content, and no circumstances."""


def ruleset() -> er.Ruleset:
    """Return 靖边县's ruleset of 2025."""
    return er.load_plugins().ruleset("jingbian", er.Period.year(2025))


def read(rules: er.Ruleset, ledgers: Path = COUNTY / "ledgers") -> tuple[er.Roster, er.Evidence]:
    """Return the county's roster, and its evidence from this folder."""
    roster = er.read_roster(COUNTY / "roster.xlsx", rules)
    return roster, er.read_evidence(ledgers, rules, roster)


def digests(evaluation: er.Evaluation) -> dict[str, str]:
    """Return the SHA-256 of the bytes of each file of content that the evaluation writes."""
    with TemporaryDirectory() as folder:
        out = evaluation.write(Path(folder) / "result")
        return {name: sha256((out / name).read_bytes()).hexdigest() for name in CONTENT}


def golden(rules: er.Ruleset, roster: er.Roster, evidence: er.Evidence) -> dict[str, str]:
    """Return the digests before the county's decision, and under `decided/` those after it."""
    decisions = er.read_decisions(COUNTY / "decisions.yaml")
    before = digests(er.evaluate(rules, roster, evidence))
    after = digests(er.evaluate(rules, roster, evidence, decisions=decisions))
    return before | {f"decided/{name}": after[name] for name in ("standings.csv", "grading.json")}


def as_text(found: dict[str, str]) -> str:
    """Return digests as `sha256sum` prints them."""
    return "".join(f"{digest}  {name}\n" for name, digest in found.items())


if __name__ == "__main__":
    RULES = ruleset()
    DIGESTS.write_text(as_text(golden(RULES, *read(RULES))), encoding="utf-8", newline="\n")
