"""Parameters: what a notebook takes, and values from the command line as their types."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import yaml

from wirebook.errors import InvalidValueError, UnknownNameError
from wirebook.publish.notebook import Notebook, Parameter

OURS = {"corpus": "--corpus", "out": "--out"}
"""Parameters that a run sets itself, and the option that does it."""

YES = frozenset({"true", "yes", "on", "1"})
NO = frozenset({"false", "no", "off", "0"})


def parse(parameter: Parameter, value: str) -> Any:
    """Return a value written on the command line as the parameter's type.

    A list is written `[a, b]` or `a, b`, a dict `{a: 1}` (YAML), a bool `true` or `false`.

    Raises InvalidValueError for a value that is not of the type.
    """
    try:
        return PARSERS.get(parameter.kind, str)(value) if parameter.kind != "list" else _list(parameter, value)
    except (ValueError, TypeError, yaml.YAMLError) as error:
        raise InvalidValueError(
            f"parameter {parameter.name!r} takes {parameter.type if parameter.type != 'None' else parameter.kind}, "
            f"and {value!r} is none",
            hint=EXAMPLES.get(parameter.kind),
        ) from error


def check(notebooks: Iterable[Notebook], names: Iterable[str]) -> None:
    """Refuse a parameter that none of the notebooks takes, or that an option sets.

    Raises UnknownNameError or InvalidValueError.
    """
    allowed = {name for notebook in notebooks for name in notebook.parameters} - set(OURS)
    for name in names:
        if name in OURS:
            raise InvalidValueError(f"parameter {name!r} is set by an option", hint=f"use {OURS[name]}")
        if name not in allowed:
            raise UnknownNameError.of("parameter", name, allowed)


def for_notebook(notebook: Notebook, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return those of the given values that a notebook takes; text is parsed to the parameter's type."""
    return {
        name: parse(notebook.parameters[name], value) if isinstance(value, str) else value
        for name, value in given.items()
        if name in notebook.parameters
    }


def _bool(value: str) -> bool:
    word = value.strip().casefold()
    if word not in YES | NO:
        raise ValueError(value)
    return word in YES


def _list(parameter: Parameter, value: str) -> list[Any]:
    text = value.strip()
    if not text.startswith("["):
        text = f"[{text}]"
    try:
        items = json.loads(text)
    except json.JSONDecodeError:
        items = yaml.load(text, Loader=yaml.BaseLoader)  # every scalar stays the text it was written as
    of = parameter.type.partition("[")[2].removesuffix("]").strip()
    return [ITEMS[of](str(item)) if of in ITEMS else item for item in items]


def _dict(value: str) -> dict[str, Any]:
    mapping = yaml.safe_load(value)
    if not isinstance(mapping, dict):
        raise TypeError(value)
    return mapping


ITEMS: dict[str, Callable[[str], Any]] = {"str": str, "int": int, "float": float, "bool": _bool}
PARSERS: dict[str, Callable[[str], Any]] = {**ITEMS, "dict": _dict}
EXAMPLES = {
    "int": "write a whole number, as 20",
    "float": "write a number, as 0.5",
    "bool": "write true or false",
    "list": "write a list, as '[Reuters, Xinhua]'",
    "dict": "write a mapping, as '{key: value}'",
}
