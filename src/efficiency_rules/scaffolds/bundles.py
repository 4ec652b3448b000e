"""A new bundle: the smallest complete one, with a criterion, its cases, a ruleset and tests."""

from collections.abc import Collection
from pathlib import Path

from efficiency_rules import __version__
from efficiency_rules.scaffolds.criteria import criterion_files, criterion_words
from efficiency_rules.scaffolds.naming import check_new, check_year, checked_names, package_of, scheme_of
from efficiency_rules.scaffolds.rendering import render
from efficiency_rules.scaffolds.writing import Made, write_new

FIRST = "closed-on-time"
"""The criterion that a new bundle begins with, where nothing else is asked for."""

_TITLE, _FAMILY, _FULL = "按时办结", "shortfall", 10
_PARAMS = "{target: 95%, per_point: 0.1, min_cases: 4}"


def new_bundle(name: str, *, folder: Path, year: int, criterion: str = FIRST, installed: Collection[str] = ()) -> Made:
    """Write a bundle into a folder, which is made where it is not there; return what was written.

    The package is named after the bundle, the scheme after its first word; `installed` are the `id@edition` of
    all bundles. Raises ScaffoldError for a name that cannot be used and for every file that is there already.
    """
    package, first = package_of(name), checked_names(criterion)
    check_new(first, year, installed)
    check_year(year)
    scheme = scheme_of(name)
    home = folder / "src" / package
    words = dict(criterion_words(first, title=_TITLE, edition=year, package=package))
    words |= {"bundle": name, "scheme": scheme, "year": year, "requires": _requires()}
    rules = {
        "status": "provisional",
        "title": f"{scheme} {year}年计分细则",
        "document": f"{scheme} 评价办法",
        "full": _FULL,
        "criterion": f"{first.id}@{year}",
        "params": _PARAMS,
    }
    texts = {
        folder / "pyproject.toml": render("bundle/pyproject.toml", words),
        folder / "README.md": render("bundle/README.md", words),
        home / "__init__.py": render("bundle/init.py", words),
        home / "py.typed": "",
        home / "rulesets" / scheme / f"{year}.yaml": render("ruleset.yaml", words | rules),
        home / "cases" / f"{scheme}-{year}.cases.yaml": render("bundle/county.cases.yaml", words),
        folder / "tests" / "test_cases.py": render("bundle/test_cases.py", words),
        folder / "tests" / f"test_{first.function}.py": render("criterion_test.py", words),
    }
    files = {path: text.encode() for path, text in texts.items()} | criterion_files(first, home, _FAMILY, words)
    write_new(files)
    return Made(
        files=tuple(files),
        next=(
            f"pip install --editable {folder}",
            f"efficiency-rules test {folder}",
            f"efficiency-rules check {folder}",
        ),
    )


def _requires() -> str:
    major, minor = (int(part) for part in __version__.split(".")[:2])
    return f"efficiency-rules>={major}.{minor},<{major}.{minor + 1}"
