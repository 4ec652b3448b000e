"""A new criterion: its file, its cases and its test, named in the bundle's list."""

import ast
import re
from collections.abc import Collection, Mapping
from dataclasses import KW_ONLY, dataclass
from pathlib import Path

from efficiency_rules.errors import Place, Problem
from efficiency_rules.rulesets.document import read_document
from efficiency_rules.scaffolds.bundle_folder import BundleFolder, find_bundle
from efficiency_rules.scaffolds.families import FAMILIES
from efficiency_rules.scaffolds.naming import (
    CriterionNames,
    ScaffoldError,
    check_edition,
    check_new,
    check_title,
    checked_names,
    sample_year,
)
from efficiency_rules.scaffolds.registering import registered
from efficiency_rules.scaffolds.rendering import render
from efficiency_rules.scaffolds.writing import Amendment, Made, write_new

_ITEM = """\

# 写进计分细则（areas 之下的 items）：
#      - use: {criterion}
#        method: daily
#        clause: 二
#        quote: 方案原文
#        full: {full}
#        missing: {{no-cases: {no_cases}, insufficient-data: rescale-area}}
#        params: {params}
"""


@dataclass(frozen=True, slots=True)
class NewCriterion:
    """What is asked for: an id, and keyword by keyword what it is to be.

    Without an `edition` it is that of the newest ruleset of the bundle.
    """

    id: str
    _: KW_ONLY
    family: str
    title: str
    edition: int | None


def new_criterion(asked: NewCriterion, folder: Path, installed: Collection[str] = ()) -> Made:
    """Write a criterion of a family into the bundle of a folder, with cases that pass; return what was written.

    `installed` are the `id@edition` of all bundles. Raises ScaffoldError for a name that cannot be used or is
    there already, and where there is no bundle or no year for the edition.
    """
    names = checked_names(asked.id)
    check_title(asked.title)
    edition = _newest_year(find_bundle(folder)) if asked.edition is None else asked.edition
    check_edition(edition)
    check_new(names, edition, installed)
    bundle = find_bundle(folder)
    words = criterion_words(names, title=asked.title, edition=edition, package=bundle.package)
    files = criterion_files(names, bundle.home, asked.family, words)
    files[bundle.tests / f"test_{names.function}.py"] = render("criterion_test.py", words).encode()
    _refuse_package(bundle.home / names.function)
    amendments, notices = _registered(bundle, names)
    write_new(files, amendments)
    return Made(
        files=tuple(files),
        amended=tuple(amendments),
        notices=notices,
        next=(
            f"efficiency-rules test {folder}",
            f"efficiency-rules check {folder}",
            f"efficiency-rules show {names.id}@{edition}",
        ),
    )


def _newest_year(bundle: BundleFolder) -> int:
    years = [read_document(path).year for path in bundle.rulesets]
    if not years:
        raise ScaffoldError(Problem("new-edition-open", Place(str(bundle.folder)), {"found": bundle.name}))
    return max(years)


def criterion_words(names: CriterionNames, *, title: str, edition: int, package: str) -> Mapping[str, object]:
    """Return what the templates of a criterion are filled with."""
    return {
        "id": names.id,
        "function": names.function,
        "Params": names.params,
        "Record": names.record,
        "record_id": names.record_id,
        "title": title,
        "ledger": f"{title}台账",
        "edition": edition,
        "year": sample_year(edition),
        "package": package,
    }


def criterion_files(names: CriterionNames, home: Path, family: str, words: Mapping[str, object]) -> dict[Path, bytes]:
    """Return the file of a criterion and the file of its cases; raises ScaffoldError for a name the file imports."""
    source = render(f"criteria/{family}.py", words)
    _refuse_imported(names, source)
    cases = render(f"criteria/{family}.cases.yaml", words)
    item = _ITEM.format(
        criterion=f"{names.id}@{words['edition']}",
        no_cases=FAMILIES[family].no_cases,
        **dict(re.findall(r"^(full|params): (.*)$", cases, re.MULTILINE)),
    )
    return {
        home / f"{names.function}.py": source.encode(),
        home / "cases" / f"{names.id}.cases.yaml": (cases if family == "grade-cap" else cases + item).encode(),
    }


def _refuse_imported(names: CriterionNames, source: str) -> None:
    imports = [node for node in ast.parse(source).body if isinstance(node, ast.Import | ast.ImportFrom)]
    imported = {alias.asname or alias.name for node in imports for alias in node.names}
    taken = sorted(imported & {names.function, names.params, names.record})
    if taken:
        facts = {"found": names.id, "taken": taken, "expected": f"{names.id}-rate"}
        raise ScaffoldError(Problem("new-name-taken", facts=facts))


def _refuse_package(folder: Path) -> None:
    if folder.exists():
        raise ScaffoldError(Problem("new-exists", Place(str(folder)), {"found": folder.name}))


def _registered(bundle: BundleFolder, names: CriterionNames) -> tuple[dict[Path, Amendment], tuple[Problem, ...]]:
    module = f"{bundle.package}.{names.function}"
    before = bundle.hooks.read_bytes()
    after = registered(before.decode(), module, names.function)
    if after is None:
        facts = {"found": f"from {module} import {names.function}", "expected": names.function}
        return {}, (Problem("new-not-listed", Place(str(bundle.hooks)), facts, "warning"),)
    return {bundle.hooks: Amendment(before, after.encode())}, ()
