"""A new ruleset: the smallest complete one, or that of another year as a draft."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from efficiency_rules import strict_yaml
from efficiency_rules.errors import Place, Problem
from efficiency_rules.plugins.catalog import Catalog
from efficiency_rules.rulesets.document import RulesetDocument, read_document
from efficiency_rules.scaffolds.bundle_folder import BundleFolder, find_bundle
from efficiency_rules.scaffolds.naming import ScaffoldError, check_scheme, check_year
from efficiency_rules.scaffolds.rendering import render
from efficiency_rules.scaffolds.ruleset_copy import Target, copied
from efficiency_rules.scaffolds.writing import Made, write_new

_PLAIN = re.compile(r"[\w%.@/-]+")


def new_ruleset(scheme: str, year: int, *, folder: Path, source: RulesetDocument | None = None) -> Made:
    """Write a draft into the bundle of a folder: a copy of `source`, or one item for its first criterion.

    Raises ScaffoldError for a scheme or year that cannot be used, where there is no bundle, a file of this year,
    or nothing to begin with.
    """
    check_scheme(scheme)
    check_year(year)
    bundle = find_bundle(folder)
    file = bundle.home / "rulesets" / scheme / f"{year}.yaml"
    text = _smallest(bundle, scheme, year) if source is None else _copy(source, Target(scheme, year))
    write_new({file: text.encode()})
    return Made(
        files=(file,),
        notices=_not_provided(bundle),
        next=(
            f"efficiency-rules check {file}",
            f"efficiency-rules check {folder}",
            f"efficiency-rules new county {scheme}-{year} --ruleset {file}",
        ),
    )


def find_document(name: str, folder: Path, catalog: Catalog) -> RulesetDocument:
    """Return the document of a YAML file, or of a ruleset (a draft too) of the bundle in `folder` or an installed one.

    `scheme/year` is its last revision, `scheme/year-rN` that one. Raises RulesetError with what exists, and
    ScaffoldError where there is no bundle.
    """
    if name.endswith((".yaml", ".yml")) or Path(name).is_file():
        return read_document(Path(name))
    own = (read_document(path) for path in find_bundle(folder).rulesets)
    for documents in (own, catalog.documents()):
        named = [one for one in documents if name in (one.id, f"{one.scheme}/{one.year}") and one.status != "withdrawn"]
        if named:
            return max(named, key=lambda one: one.revision)
    return read_document(Path(catalog.named(name).file))


def _copy(source: RulesetDocument, target: Target) -> str:
    document = strict_yaml.read(Path(source.file))
    return copied(Path(source.file).read_text("utf-8-sig"), document, source.id, target)


@dataclass(frozen=True, slots=True)
class _Case:
    """What the cases of a criterion say of it."""

    criterion: str
    params: str
    full: str


def _smallest(bundle: BundleFolder, scheme: str, year: int) -> str:
    cases = [case for path in sorted(bundle.home.rglob("*.cases.yaml")) for case in _cases(path)]
    if not cases:
        raise ScaffoldError(Problem("new-no-criterion", Place(str(bundle.folder)), {"found": bundle.name}))
    first = cases[0]
    return render(
        "ruleset.yaml",
        {
            "scheme": scheme,
            "year": year,
            "status": "draft",
            "title": f"{scheme} {year}年计分细则",
            "document": f"{scheme} 评价办法",
            "criterion": first.criterion,
            "params": first.params,
            "full": first.full,
        },
    )


def _cases(path: Path) -> list[_Case]:
    """Return the criterion that a file of cases is about, where it says all that an item needs."""
    document, problems = strict_yaml.examine(path.read_bytes(), str(path))
    data = document.data if document is not None and not problems else None
    if not isinstance(data, dict) or not isinstance(data.get("criterion"), str):
        return []
    full = str(data.get("full", "0"))
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", full) or not full.strip("0."):
        return []
    return [_Case(data["criterion"], flow(data.get("params", {})), full)]


def flow(data: Any) -> str:
    """Return plain data as YAML on one line that reads as the same data again."""
    if isinstance(data, dict):
        return "{" + ", ".join(f"{flow(key)}: {flow(value)}" for key, value in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(flow(value) for value in data) + "]"
    if isinstance(data, str):
        same = _PLAIN.fullmatch(data) and strict_yaml.parse(f"a: {data}", "").data == {"a": data}
        return data if same else json.dumps(data, ensure_ascii=False)
    if data is None:
        return "null"
    return str(data).lower() if isinstance(data, bool) else str(data)


def _not_provided(bundle: BundleFolder) -> tuple[Problem, ...]:
    if "provide_rulesets" in bundle.hooks.read_text("utf-8"):
        return ()
    return (Problem("new-rulesets-not-provided", Place(str(bundle.hooks)), {"found": bundle.name}, "warning"),)
