"""The names of new things: checked, and from an id every name that stands in a file."""

import importlib.util
import keyword
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from efficiency_rules.criteria.criterion import LAST_EDITION
from efficiency_rules.errors import EfficiencyRulesError, Problem

_KEBAB = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", re.ASCII)
_LONGEST = 60
_UNSAFE = re.compile(r'["\\$\x00-\x1f\x7f]')
_YEARS = range(2000, 2100)
_SAMPLE_YEAR = 2025
_FALLBACK = {"criterion": "letters-on-time", "bundle": "qinghe-rules", "scheme": "qinghe"}


class ScaffoldError(EfficiencyRulesError):
    """Something new could not be made; nothing was written."""


@dataclass(frozen=True, slots=True)
class CriterionNames:
    """All names of a new criterion, derived from its id: `letters-on-time`."""

    id: str

    @property
    def function(self) -> str:
        """Module and function: `letters_on_time`."""
        return self.id.replace("-", "_")

    @property
    def params(self) -> str:
        """Class of the parameters: `LettersOnTime`."""
        return "".join(word.capitalize() for word in self.id.split("-"))

    @property
    def record(self) -> str:
        """Class of the evidence type: `LettersOnTimeRecord`."""
        return f"{self.params}Record"

    @property
    def record_id(self) -> str:
        """Id of the evidence type: `letters-on-time-record`."""
        return f"{self.id}-record"


def checked_names(id: str) -> CriterionNames:
    """Return the names of a criterion; raises ScaffoldError for an id that is none, with one that would be."""
    problems = id_problems(id, "criterion")
    names = CriterionNames(id)
    if not problems and keyword.iskeyword(names.function):
        problems = [Problem("new-name-taken", facts={"found": id, "taken": names.function, "expected": f"{id}-rate"})]
    _raise(problems)
    return names


def package_of(bundle: str) -> str:
    """Return the package of a bundle's name: `qinghe_rules`; raises ScaffoldError where that cannot be one."""
    problems = id_problems(bundle, "bundle")
    package = bundle.replace("-", "_")
    if not problems and (keyword.iskeyword(package) or importlib.util.find_spec(package) is not None):
        facts = {"found": bundle, "taken": package, "expected": f"{bundle}-rules"}
        problems = [Problem("new-name-taken", facts=facts)]
    _raise(problems)
    return package


def scheme_of(bundle: str) -> str:
    """Return the scheme that a bundle's name suggests: its first word."""
    return bundle.partition("-")[0]


def check_scheme(scheme: str) -> None:
    """Raise ScaffoldError when this is no id of a scheme."""
    _raise(id_problems(scheme, "scheme"))


def check_title(title: str) -> None:
    """Raise ScaffoldError for a title that could not stand between quotes in a file."""
    if not title.strip() or _UNSAFE.search(title) or len(title) > _LONGEST:
        raise ScaffoldError(Problem("new-title", facts={"found": title, "most": _LONGEST}))


def check_edition(edition: int) -> None:
    """Raise ScaffoldError for an edition that no criterion may have."""
    if not 1 <= edition <= LAST_EDITION:
        raise ScaffoldError(Problem("new-edition", facts={"found": edition, "most": LAST_EDITION}))


def check_new(names: CriterionNames, edition: int, installed: Collection[str]) -> None:
    """Raise ScaffoldError when an installed bundle brings this edition already: nothing would start any more."""
    if f"{names.id}@{edition}" in installed:
        raise ScaffoldError(Problem("new-criterion-twice", facts={"found": f"{names.id}@{edition}", "id": names.id}))


def check_year(year: int) -> None:
    """Raise ScaffoldError for a year that is hardly meant."""
    if year not in _YEARS:
        raise ScaffoldError(Problem("new-year", facts={"found": year, "low": _YEARS.start, "high": _YEARS.stop - 1}))


def sample_year(edition: int) -> int:
    """Return the year of the records in the cases of an edition: the edition where that is a year."""
    return edition if edition in _YEARS else _SAMPLE_YEAR


def id_problems(found: str, kind: str) -> list[Problem]:
    """Return what is wrong with an id of this kind (criterion, bundle, scheme), with one that would be right."""
    if _KEBAB.fullmatch(found) and len(found) <= _LONGEST:
        return []
    facts = {"found": found, "expected": _like(found, kind), "most": _LONGEST}
    return [Problem(f"new-{kind}-id", facts=facts)]


def _like(found: str, kind: str) -> str:
    """Return the nearest id: capitals parted and lowered, everything else a hyphen."""
    words = re.findall(r"[a-z0-9]+", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", found).lower(), re.ASCII)
    while words and not words[0][0].isalpha():
        words = words[1:]
    return "-".join(words)[:_LONGEST].rstrip("-") or _FALLBACK[kind]


def _raise(problems: Iterable[Problem]) -> None:
    found = tuple(problems)
    if found:
        raise ScaffoldError(found)
