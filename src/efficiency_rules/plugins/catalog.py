"""The catalog: what the loaded bundles offer, and which ruleset is in force for a period."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pluggy

from efficiency_rules.criteria.criterion import Criterion
from efficiency_rules.errors import Problem, RulesetError, near, not_of
from efficiency_rules.period import Period
from efficiency_rules.rulesets.binding import bind
from efficiency_rules.rulesets.checksums import check_listing, listings_over
from efficiency_rules.rulesets.document import RulesetDocument, read_document
from efficiency_rules.rulesets.in_force import in_force
from efficiency_rules.rulesets.model import Ruleset
from efficiency_rules.rulesets.pinning import Sound

if TYPE_CHECKING:
    from efficiency_rules.evaluation.evaluation import Evaluation
    from efficiency_rules.plugins.host import Bundle


@dataclass(frozen=True, slots=True)
class Catalog:
    """Criteria by `id@edition`, the bundle each came from, and the files of the rulesets with theirs."""

    manager: pluggy.PluginManager
    criteria: Mapping[str, Criterion]
    homes: Mapping[str, "Bundle"]
    bundles: tuple["Bundle", ...]
    ruleset_files: Mapping[Path, "Bundle"]

    def files(self) -> list[Path]:
        """Return the files of all rulesets the bundles bring; raises RulesetError when a published one is gone."""
        if problems := [one for file in listings_over(self.ruleset_files) for one in check_listing(file)]:
            raise RulesetError(problems)
        return list(self.ruleset_files)

    def documents(self) -> list[RulesetDocument]:
        """Return all ruleset documents the bundles bring.

        Raises RulesetError when one cannot be read, or one that was published was changed or is gone.
        """
        return [read_document(path) for path in self.files()]

    def ruleset(self, scheme: str, period: Period) -> Ruleset:
        """Return the ruleset of `scheme` in force for `period`, with the reason why it was chosen.

        Raises RulesetError when nothing is in force, two candidates are, or the document does not hold.
        """
        if wrong := [*not_of(str, "str", scheme=scheme), *not_of(Period, "Period", period=period)]:
            raise RulesetError(wrong)
        choice = in_force(self.documents(), scheme, period)
        return replace(bind(choice.document, self.criteria), chosen=choice.reason)

    def named(self, name: str) -> Ruleset:
        """Return the ruleset called `scheme/year-rN` (that file), or `scheme/year` (the one in force for that year).

        A draft is chosen by no date: `scheme/year` means it only where it is the one document of that year and
        nothing is in force. Raises RulesetError with what exists.
        """
        if wrong := not_of(str, "str", name=name):
            raise RulesetError(wrong)
        documents = self.documents()
        if found := [one for one in documents if name == one.outright]:
            return self.bound(_only(found))
        if match := re.fullmatch(r"([a-z][a-z0-9-]*)/([0-9]{4})", name, re.ASCII):
            return self._of_year(documents, match[1], int(match[2]))
        known = [document.id for document in documents]
        facts = {"found": name, "expected": "、".join(known) or "—", "near": near(name, known)}
        raise RulesetError(Problem("ruleset-unknown", facts=facts))

    def bound(self, document: RulesetDocument, sound: Sound | None = None) -> Ruleset:
        """Return the ruleset of a document, named outright; raises RulesetError when it does not hold.

        Whoever binds many gives the same `sound` to each: formulas in common are then built and checked once.
        """
        return replace(bind(document, self.criteria, sound), chosen=f"按名称 {document.outright} 指定")

    def _of_year(self, documents: list[RulesetDocument], scheme: str, year: int) -> Ruleset:
        try:
            choice = in_force(documents, scheme, Period.year(year))
        except RulesetError as error:
            own = [one for one in documents if (one.scheme, one.year) == (scheme, year)]
            if len(own) > 1 or any(one.status != "draft" for one in own) or not own:
                raise
            if any(problem.code == "ruleset-two-in-force" for problem in error.problems):
                raise
            reason = f"按名称 {own[0].id} 指定：它是草稿，不按日期选用；{year} 年没有生效的细则。"
            return replace(bind(own[0], self.criteria), chosen=reason)
        return replace(bind(choice.document, self.criteria), chosen=choice.reason)

    def announce(self, evaluation: "Evaluation") -> list[Problem]:
        """Tell every bundle that an evaluation is finished; it cannot change the result.

        Return a warning for each bundle whose hook raised.
        """
        problems = []
        for bundle in self.bundles:
            others = [plugin for plugin in self.manager.get_plugins() if plugin is not bundle.plugin]
            try:
                self.manager.subset_hook_caller("evaluation_finished", others)(evaluation=evaluation)
            except Exception as error:
                facts = {"bundle": bundle.title, "found": f"{type(error).__name__}: {error}"}
                problems.append(Problem("hook-failed", facts=facts, severity="warning"))
        return problems

    def over(self, installed: "Catalog", package: str) -> "Catalog":
        """Return this catalog with the installed criteria and rulesets beside its own, which win.

        What the installed copy of `package` brings is left out: this catalog stands in its place.
        """
        homes = {name: home for name, home in installed.homes.items() if not _is_of(home, package)}
        files = {file: home for file, home in installed.ruleset_files.items() if not _is_of(home, package)}
        return replace(
            self,
            criteria={**{name: installed.criteria[name] for name in homes}, **self.criteria},
            homes={**homes, **self.homes},
            ruleset_files={**files, **self.ruleset_files},
        )

    def editions(self, id: str) -> list[Criterion]:
        """Return the editions of a criterion, oldest first; empty when there is none."""
        return sorted((c for c in self.criteria.values() if c.id == id), key=lambda c: c.edition)


def _only(found: list[RulesetDocument]) -> RulesetDocument:
    if len(found) > 1:
        facts = {"found": found[0].outright, "expected": "、".join(one.file for one in found)}
        raise RulesetError(Problem("ruleset-named-twice", facts=facts))
    return found[0]


def _is_of(bundle: "Bundle", package: str) -> bool:
    """Package names are equal when they differ in case, hyphens, dots and underscores only."""
    usual, other = (re.sub("[-_.]+", "-", name).lower() for name in (bundle.package, package))
    return bool(usual) and usual == other


def load_ruleset(path: Path | str, catalog: Catalog) -> Ruleset:
    """Return the ruleset of a YAML file, bound to the catalog's criteria.

    Raises RulesetError with every problem of the file, each with line and column.
    """
    if wrong := [*not_of(Path | str, "Path | str", path=path), *not_of(Catalog, "Catalog", catalog=catalog)]:
        raise RulesetError(wrong)
    document = read_document(Path(path))
    return replace(bind(document, catalog.criteria), chosen=f"按文件 {Path(path).name} 指定")
