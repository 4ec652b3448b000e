"""Mistakes in a bundle's own Python: each is refused with the file and line where it stands."""

import importlib
import importlib.metadata
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
import worlds

import efficiency_rules as er
from efficiency_rules.errors import PluginError, Problem

HEAD = "from efficiency_rules import hookimpl\n\n\n"

Write = Callable[..., ModuleType]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Write]:
    """Return a function that writes a package `shaly` of these files and imports it."""
    monkeypatch.syspath_prepend(str(tmp_path))
    folder = tmp_path / "shaly"
    folder.mkdir()

    def make(**files: str) -> ModuleType:
        for name, text in {"__init__": "", **files}.items():
            (folder / f"{name}.py").write_text(text, "utf-8")
        importlib.invalidate_caches()
        return importlib.import_module("shaly")

    yield make
    for name in [name for name in sys.modules if name.partition(".")[0] == "shaly"]:
        del sys.modules[name]


def refused(*bundles: object, **options: object) -> Problem:
    with pytest.raises(PluginError) as caught:
        er.load_plugins(bundles, discover=False, **options)
    (problem,) = caught.value.problems
    assert problem.text("en")
    return problem


@pytest.mark.parametrize(
    ("signature", "argument"),
    [
        ("provide_rulesets(config)", "config"),
        ("provide_criteria(catalog, extra=None)", "catalog"),
        ("evaluation_finished(result)", "result"),
    ],
)
def test_a_wrong_argument_is_named_with_its_hook(write: Write, signature: str, argument: str) -> None:
    """A hook with an argument that the hook does not have is refused: hook, argument, file and line."""
    module = write(__init__=f"{HEAD}@hookimpl\ndef {signature}:\n    return []\n")
    problem = refused(module)
    assert problem.code == "bundle-hook"
    assert argument in problem.facts["wrong"]
    assert problem.facts["found"] == signature.replace("=None", "")
    assert f"__init__.py:{HEAD.count(chr(10)) + 1}" in problem.text()


def test_arguments_may_be_left_out_or_have_defaults(write: Write) -> None:
    """A hook may take fewer arguments than it is offered, and more when they have defaults."""
    module = write(__init__=f"{HEAD}@hookimpl\ndef evaluation_finished():\n    return None\n")
    module.provide_criteria = er.hookimpl(lambda extra=None: [worlds.events])
    assert list(er.load_plugins([module], discover=False).criteria) == ["events@2025"]


def test_a_hook_without_its_mark_is_refused(write: Write) -> None:
    """A function named like a hook but not marked would never be called; it is refused with its line."""
    problem = refused(write(__init__="def provide_criteria():\n    return []\n"))
    assert (problem.code, problem.facts["found"]) == ("bundle-hook-unmarked", "provide_criteria")
    assert "__init__.py:1" in problem.text()


def test_one_bundle_that_lists_a_criterion_twice_is_told_so(write: Write) -> None:
    """Twice in one bundle is not two bundles: nobody is told to uninstall one."""
    module = write()
    module.provide_criteria = er.hookimpl(lambda: [worlds.events, worlds.events])
    problem = refused(module)
    assert problem.code == "criterion-listed-twice"
    assert "卸载" not in problem.text()


def test_a_failure_while_providing_names_the_bundles_own_line(write: Write) -> None:
    """The last line of the bundle itself is named, not that of the library it called."""
    module = write(
        __init__=f"{HEAD}@hookimpl\ndef provide_criteria():\n    from shaly import numbers\n    return numbers.all()\n",
        numbers="import json\n\n\ndef all():\n    return json.loads('{')\n",
    )
    problem = refused(module)
    assert problem.code == "bundle-broken"
    assert str(problem.facts["file"]).endswith("numbers.py:5")


@pytest.mark.parametrize(
    ("text", "line"), [("import polars\n\nimport nowhere_at_all\n", 3), ("x = 1\ndef broken(:\n", 2)]
)
def test_an_import_error_names_the_line_that_failed(
    write: Write, monkeypatch: pytest.MonkeyPatch, text: str, line: int
) -> None:
    """An entry point that cannot be imported, by a missing module or bad syntax below it: the file and the line."""
    with pytest.raises((ImportError, SyntaxError)):
        write(__init__="from shaly import deeper\n", deeper=text)
    entry = importlib.metadata.EntryPoint("shaly", "shaly", "efficiency_rules")
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: [entry])
    with pytest.raises(PluginError) as caught:
        er.load_plugins()
    (problem,) = caught.value.problems
    assert problem.code == "bundle-import"
    assert str(problem.facts["file"]).endswith(f"deeper.py:{line}")


def test_a_blocked_name_must_be_a_criterion(write: Write) -> None:
    """What is blocked must be there under this name: a misspelt one is refused with near names."""
    module = write()
    module.provide_criteria = er.hookimpl(lambda: [worlds.events, worlds.tickets])
    problem = refused(module, block=["event@2025", "tickets@2025"])
    assert (problem.code, problem.facts["found"]) == ("block-unknown", "event@2025")
    assert problem.facts["near"] == ["events@2025", "tickets@2025"]
    assert "events@2025" in problem.text()
