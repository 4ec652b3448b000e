"""The ruleset that a cases file names: by scheme and year, or by a path from the file's own folder."""

from pathlib import Path

from efficiency_rules.errors import EfficiencyRulesError
from efficiency_rules.plugins.catalog import Catalog, load_ruleset
from efficiency_rules.rulesets.fields import Fields
from efficiency_rules.rulesets.model import Ruleset
from efficiency_rules.rulesets.problems import Problems

Known = dict[str, Ruleset]
"""Rulesets named so far, by name or absolute path: reading one takes longer than running its cases."""


def named_ruleset(file: Fields, catalog: Catalog, known: Known, problems: Problems) -> Ruleset | None:
    """Return the ruleset under the key `ruleset`, None where there is none; what is wrong goes into `problems`."""
    name = file.get("ruleset")
    if name is None:
        return None
    path = (Path(file.node.document.file).parent / name).resolve() if name.endswith((".yaml", ".yml")) else None
    key = name if path is None else str(path)
    if key not in known:
        place = file.place("ruleset")
        if path is not None and not path.is_file():
            problems.add("cases-ruleset-missing", place, found=name)
            return None
        try:
            known[key] = catalog.named(name) if path is None else load_ruleset(path, catalog)
        except EfficiencyRulesError as error:
            problems.adopt([problem for problem in error.problems if not str(problem.place)], place)
            problems.found.extend(problem for problem in error.problems if str(problem.place))
            return None
    return known[key]
