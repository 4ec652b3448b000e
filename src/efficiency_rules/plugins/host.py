"""The pluggy host: finds bundles, refuses what it cannot vouch for, registers every criterion by itself.

Order never matters and nothing is skipped: a bundle that cannot be imported, offers nothing, has an unknown
hook, repeats an `id@edition` or wants another contract stops the start with an error that names it.
"""

import importlib.metadata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pluggy

from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.errors import PluginError, Problem
from efficiency_rules.plugins import hooks
from efficiency_rules.plugins.catalog import Catalog


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
    Raises PluginError with every reason for which a bundle is refused.
    """
    found, problems = _discover() if discover else ([], [])
    found += [Bundle(_name_of(plugin), plugin) for plugin in bundles]
    manager = pluggy.PluginManager(hooks.PROJECT)
    manager.add_hookspecs(hooks)
    blocked = frozenset(block)
    for name in blocked:
        manager.set_blocked(name)
    provided: dict[str, tuple[Criterion, Bundle]] = {}
    rulesets: list[tuple[Path, Bundle]] = []
    for bundle in sorted(found, key=lambda bundle: bundle.name):
        problems += _register(manager, bundle) or _collect(manager, bundle, provided, rulesets)
    if problems:
        raise PluginError(problems)
    for name, (criterion, _) in provided.items():
        manager.register(criterion, name=name)
    criteria = {name: pair for name, pair in sorted(provided.items()) if name not in blocked}
    return Catalog(
        manager=manager,
        criteria={name: criterion for name, (criterion, _) in criteria.items()},
        homes={name: bundle for name, (_, bundle) in criteria.items()},
        bundles=tuple(sorted(found, key=lambda bundle: bundle.name)),
        ruleset_files=tuple(dict.fromkeys(_yaml_files(path for path, _ in rulesets))),
    )


def _discover() -> tuple[list[Bundle], list[Problem]]:
    bundles, problems = [], []
    for entry in importlib.metadata.entry_points(group=hooks.PROJECT):
        package = entry.dist.name if entry.dist else ""
        version = entry.dist.version if entry.dist else ""
        try:
            bundles.append(Bundle(entry.name, entry.load(), package, version))
        except Exception as error:
            facts = {"bundle": entry.name, "package": f"{package} {version}".strip(), "module": entry.value}
            problems.append(Problem("bundle-import", facts=facts | {"found": _words(error)}))
    return bundles, problems


def _register(manager: pluggy.PluginManager, bundle: Bundle) -> list[Problem]:
    facts = {"bundle": bundle.name, "file": bundle.file}
    contract = getattr(bundle.plugin, "EFFICIENCY_RULES_CONTRACT", hooks.CONTRACT)
    if contract != hooks.CONTRACT:
        return [Problem("bundle-contract", facts=facts | {"found": contract, "expected": hooks.CONTRACT})]
    try:
        manager.register(bundle.plugin, name=bundle.name)
        manager.check_pending()
    except ValueError as error:
        return [Problem("bundle-twice", facts=facts | {"found": _words(error)})]
    except pluggy.PluginValidationError as error:
        manager.unregister(bundle.plugin)
        return [Problem("bundle-hook", facts=facts | {"found": _words(error), "expected": ", ".join(HOOKS)})]
    return []


HOOKS = ("provide_criteria", "provide_rulesets", "evaluation_finished")
"""The names of all hooks a bundle may implement."""


def _collect(
    manager: pluggy.PluginManager,
    bundle: Bundle,
    provided: dict[str, tuple[Criterion, Bundle]],
    rulesets: list[tuple[Path, Bundle]],
) -> list[Problem]:
    facts = {"bundle": bundle.name, "file": bundle.file}
    problems = []
    try:
        criteria = _answers(manager, bundle, "provide_criteria")
        paths = _answers(manager, bundle, "provide_rulesets")
    except Exception as error:
        return [Problem("bundle-broken", facts=facts | {"found": _words(error)})]
    if not criteria and not paths:
        problems.append(Problem("bundle-empty", facts=facts))
    for criterion in criteria:
        if not isinstance(criterion, Criterion):
            problems.append(Problem("criterion-not-one", facts=facts | {"found": repr(criterion)}))
        elif criterion.name in provided:
            first, home = provided[criterion.name]
            where = {"criterion": criterion.name, "first": f"{home.name} ({first.file})"}
            problems.append(Problem("criterion-twice", facts=facts | where | {"second": criterion.file}))
        else:
            provided[criterion.name] = (replace(criterion, bundle=bundle.title), bundle)
    for path in paths:
        if not isinstance(path, Path) or not path.exists():
            problems.append(Problem("rulesets-not-there", facts=facts | {"found": str(path)}))
        else:
            rulesets.append((path, bundle))
    return problems


def _answers(manager: pluggy.PluginManager, bundle: Bundle, hook: str) -> list[Any]:
    """Call one hook of one bundle only, so that a failure has a name."""
    others = [plugin for plugin in manager.get_plugins() if plugin is not bundle.plugin]
    answers: Sequence[Iterable[Any]] = manager.subset_hook_caller(hook, others)()
    return [item for answer in answers for item in answer]


def _yaml_files(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(found for found in path.rglob("*.yaml") if not found.name.endswith(".cases.yaml"))
        else:
            yield path


def _name_of(plugin: Any) -> str:
    return str(getattr(plugin, "__name__", None) or type(plugin).__name__)


def _words(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}".replace("\n", " ")
