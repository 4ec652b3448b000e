"""The hook implementations of a bundle, checked before any of them is called."""

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import pluggy

from efficiency_rules.errors import Problem, near
from efficiency_rules.plugins import hooks
from efficiency_rules.plugins.hooks import HOOKS


def check_implementations(manager: pluggy.PluginManager, plugin: Any, bundle: str) -> list[Problem]:
    """Return a problem for each unknown hook, each unknown argument, and each hook without its mark."""
    problems = []
    for name, function, hook in _implementations(manager, plugin):
        facts: dict[str, object] = {"bundle": bundle, "file": _place(function), "found": _called(name, function)}
        if hook not in HOOKS:
            facts |= {"wrong": "名称不存在", "wrong_en": "does not exist", "near": near(hook, HOOKS)}
            problems.append(Problem("bundle-hook", facts=facts | {"expected": "、".join(map(_spec, HOOKS))}))
        elif strange := [one for one in _needed(function) if one not in _arguments(getattr(hooks, hook))]:
            names = ", ".join(strange)
            facts |= {"wrong": f"有不认识的参数 {names}", "wrong_en": f"has the unknown argument {names}"}
            problems.append(Problem("bundle-hook", facts=facts | {"expected": _spec(hook)}))
    for name in HOOKS:
        unmarked = getattr(plugin, name, None)
        if inspect.isroutine(unmarked) and manager.parse_hookimpl_opts(plugin, name) is None:
            facts = {"bundle": bundle, "file": _place(unmarked), "found": name}
            problems.append(Problem("bundle-hook-unmarked", facts=facts))
    return problems


def _implementations(manager: pluggy.PluginManager, plugin: Any) -> Iterator[tuple[str, Callable[..., Any], str]]:
    """Yield name, function and hook of everything that is marked with hookimpl."""
    for name in dir(plugin):
        options = manager.parse_hookimpl_opts(plugin, name)
        if options is not None:
            yield name, getattr(plugin, name), options["specname"] or name


def _arguments(function: Callable[..., Any]) -> list[str]:
    return list(inspect.signature(function).parameters)


def _needed(function: Callable[..., Any]) -> list[str]:
    """The arguments that a call has to fill."""
    variable = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    parameters = inspect.signature(function).parameters.values()
    return [one.name for one in parameters if one.default is one.empty and one.kind not in variable]


def _called(name: str, function: Callable[..., Any]) -> str:
    return f"{name}({', '.join(_arguments(function))})"


def _spec(hook: str) -> str:
    return _called(hook, getattr(hooks, hook))


def _place(function: Any) -> str:
    code = getattr(inspect.unwrap(function), "__code__", None)
    return "" if code is None else f"{code.co_filename}:{code.co_firstlineno}"
