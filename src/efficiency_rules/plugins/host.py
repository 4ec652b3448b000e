"""The pluggy host: finds bundles, refuses what it cannot vouch for, registers every criterion by itself.

Order never matters and nothing is skipped: a bundle that cannot be imported, offers nothing, has an unknown
hook, repeats an `id@edition` or wants another contract stops the start with an error that names it.
"""

import importlib.metadata
import importlib.util
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pluggy

from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.criteria.own_code import home_of, raised_in
from efficiency_rules.errors import PluginError, Problem, mistyped, near
from efficiency_rules.plugins import hooks
from efficiency_rules.plugins.catalog import Catalog
from efficiency_rules.plugins.implementations import check_implementations
from efficiency_rules.rulesets.document import is_ruleset_file


@dataclass(frozen=True, slots=True)
class Bundle:
    """An installed package (or a module handed over) that brings criteria and rulesets."""

    name: str
    plugin: Any
    package: str = ""
    version: str = ""

    @property
    def title(self) -> str:
        """Package and version, or the plain name of a module handed over."""
        return f"{self.package} {self.version}".strip() or self.name

    @property
    def file(self) -> str:
        """The file the bundle was imported from, as far as it says."""
        return str(getattr(self.plugin, "__file__", "") or "")


def load_plugins(bundles: Iterable[Any] = (), *, discover: bool = True, block: Iterable[str] = ()) -> Catalog:
    """Return the catalog of all criteria and rulesets of the installed bundles and of those handed over.

    `bundles` are modules or objects with hook implementations; with `discover` the entry points of group
    `efficiency_rules` come first. `block` names criteria (`id@edition`) that shall not take part.
    Raises PluginError with every reason for which a bundle is refused, and every blocked name that is none.
    """
    # A text is iterable too, letter by letter.
    if wrong := [*_no_sequence("bundles", bundles), *_no_sequence("block", block)]:
        raise PluginError(wrong)
    blocked = tuple(block)
    if wrong := [mistyped("block", "Iterable[str]", name) for name in blocked if not isinstance(name, str)]:
        raise PluginError(wrong)
    found, problems = _discover() if discover else ([], [])
    found += [Bundle(_name_of(plugin), plugin) for plugin in bundles]
    manager = pluggy.PluginManager(hooks.PROJECT)
    manager.add_hookspecs(hooks)
    provided: dict[str, tuple[Criterion, Bundle]] = {}
    rulesets: dict[Path, Bundle] = {}
    for bundle in sorted(found, key=lambda bundle: bundle.name):
        problems += _register(manager, bundle) or _collect(manager, bundle, provided, rulesets)
    if not problems:
        problems = [_unknown(name, provided) for name in sorted(set(blocked).difference(provided))]
    if problems:
        raise PluginError(problems)
    for name in blocked:
        manager.set_blocked(name)
    for name, (criterion, _) in provided.items():
        manager.register(criterion, name=name)
    criteria = {name: pair for name, pair in sorted(provided.items()) if name not in blocked}
    return Catalog(
        manager=manager,
        criteria={name: criterion for name, (criterion, _) in criteria.items()},
        homes={name: bundle for name, (_, bundle) in criteria.items()},
        bundles=tuple(sorted(found, key=lambda bundle: bundle.name)),
        ruleset_files=rulesets,
    )


def _no_sequence(key: str, given: object) -> list[Problem]:
    return [mistyped(key, "Iterable", given)] if isinstance(given, str) or not isinstance(given, Iterable) else []


def _unknown(blocked: str, provided: Iterable[str]) -> Problem:
    known = sorted(provided)
    facts = {"found": blocked, "expected": "、".join(known) or "—", "near": near(blocked, known)}
    return Problem("block-unknown", facts=facts)


def _discover() -> tuple[list[Bundle], list[Problem]]:
    bundles, problems = [], []
    for entry in importlib.metadata.entry_points(group=hooks.PROJECT):
        package = entry.dist.name if entry.dist else ""
        version = entry.dist.version if entry.dist else ""
        try:
            bundles.append(Bundle(entry.name, entry.load(), package, version))
        except Exception as error:
            problems.append(import_problem(entry.name, entry.value, f"{package} {version}".strip(), error))
    return bundles, problems


def import_problem(bundle: str, value: str, package: str, error: Exception) -> Problem:
    """Return the problem of an entry point that cannot be imported, with the line of its own code that failed."""
    top = value.partition(":")[0].partition(".")[0]
    at = raised_in(error, home_of(top, _file_of(top))).at
    facts = {"bundle": bundle, "package": package, "file": at or value, "found": _words(error)}
    return Problem("bundle-import", facts=facts)


def _file_of(package: str) -> str:
    try:
        spec = importlib.util.find_spec(package)
    except (ImportError, ValueError):
        return ""
    return "" if spec is None else spec.origin or ""


def _register(manager: pluggy.PluginManager, bundle: Bundle) -> list[Problem]:
    facts = {"bundle": bundle.name, "file": bundle.file}
    contract = getattr(bundle.plugin, "EFFICIENCY_RULES_CONTRACT", hooks.CONTRACT)
    if contract != hooks.CONTRACT:
        return [Problem("bundle-contract", facts=facts | {"found": contract, "expected": hooks.CONTRACT})]
    if problems := check_implementations(manager, bundle.plugin, bundle.name):
        return problems
    try:
        manager.register(bundle.plugin, name=bundle.name)
    except ValueError as error:
        return [Problem("bundle-twice", facts=facts | {"found": _words(error)})]
    except pluggy.PluginValidationError as error:
        return [Problem("bundle-broken", facts=facts | {"found": _words(error)})]
    return []


def _collect(
    manager: pluggy.PluginManager,
    bundle: Bundle,
    provided: dict[str, tuple[Criterion, Bundle]],
    rulesets: dict[Path, Bundle],
) -> list[Problem]:
    facts = {"bundle": bundle.name, "file": bundle.file}
    problems = []
    try:
        criteria = _answers(manager, bundle, "provide_criteria")
        paths = _answers(manager, bundle, "provide_rulesets")
    except Exception as error:
        home = home_of(str(getattr(bundle.plugin, "__name__", "")), bundle.file)
        at = raised_in(error, home).at or bundle.file
        return [Problem("bundle-broken", facts=facts | {"file": at, "found": _words(error)})]
    if not criteria and not paths:
        problems.append(Problem("bundle-empty", facts=facts))
    for criterion in criteria:
        if not isinstance(criterion, Criterion):
            problems.append(Problem("criterion-not-one", facts=facts | {"found": repr(criterion)}))
        elif criterion.name in provided:
            first, owner = provided[criterion.name]
            where = {"criterion": criterion.name, "first": f"{owner.name} ({first.file})", "second": criterion.file}
            code = "criterion-listed-twice" if owner is bundle else "criterion-twice"
            problems.append(Problem(code, facts=facts | where))
        else:
            provided[criterion.name] = (replace(criterion, bundle=bundle.title), bundle)
    for path in paths:
        if not isinstance(path, Path) or not path.exists():
            problems.append(Problem("rulesets-not-there", facts=facts | {"found": str(path)}))
        else:
            for file in _yaml_files(path):
                rulesets.setdefault(file, bundle)
    return problems


def _answers(manager: pluggy.PluginManager, bundle: Bundle, hook: str) -> list[Any]:
    """Call one hook of one bundle only, so that a failure has a name."""
    others = [plugin for plugin in manager.get_plugins() if plugin is not bundle.plugin]
    answers: Sequence[Iterable[Any]] = manager.subset_hook_caller(hook, others)()
    return [item for answer in answers for item in answer]


def _yaml_files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(found for found in path.rglob("*.yaml") if is_ruleset_file(found))


def _name_of(plugin: Any) -> str:
    return str(getattr(plugin, "__name__", None) or type(plugin).__name__)


def _words(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}".replace("\n", " ")
