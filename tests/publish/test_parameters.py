"""Parameters: values from the command line become what the notebook declares, or are refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from wirebook.errors import InvalidValueError, UnknownNameError
from wirebook.publish import discover, parameters
from wirebook.publish.notebook import Parameter

COUNTING = discover.read(Path(__file__).parent / "fixtures" / "10_counting.ipynb")


def declared(type_: str, default: str = "None") -> Parameter:
    return Parameter(name="p", type=type_, default=default, help="")


@pytest.mark.parametrize(
    ("type_", "written", "value"),
    [
        ("str", "2025", "2025"),
        ("str", "", ""),
        ("int", "20", 20),
        ("int", "-3", -3),
        ("float", "0.25", 0.25),
        ("float", "1", 1.0),
        ("bool", "true", True),
        ("bool", "No", False),
        ("list", "[Reuters, Xinhua]", ["Reuters", "Xinhua"]),
        ("list", "Reuters, Xinhua", ["Reuters", "Xinhua"]),
        ("list", '["Le Monde, Paris", "AP"]', ["Le Monde, Paris", "AP"]),
        ("list", "[1, 2]", [1, 2]),
        ("list[str]", "[2025-11-03, no]", ["2025-11-03", "no"]),
        ("list[str]", "2025, 2026", ["2025", "2026"]),
        ("list[int]", "1, 2", [1, 2]),
        ("list", "[]", []),
        ("list", "", []),
        ("dict", "{a: 1}", {"a": 1}),
    ],
)
def test_a_value_becomes_the_declared_type(type_: str, written: str, value: Any) -> None:
    assert parameters.parse(declared(type_), written) == value


@pytest.mark.parametrize(
    ("type_", "written"),
    [
        ("int", "many"),
        ("int", "1.5"),
        ("float", "half"),
        ("bool", "perhaps"),
        ("list[int]", "a, b"),
        ("list", "[unclosed"),
        ("dict", "[1]"),
        ("dict", "{a: [}"),
    ],
)
def test_a_value_of_another_type_is_refused_with_an_example(type_: str, written: str) -> None:
    with pytest.raises(InvalidValueError, match="'p' takes") as refusal:
        parameters.parse(declared(type_), written)
    assert refusal.value.hint


@pytest.mark.parametrize(
    ("default", "value"), [("5", 7), ("0.5", 7.0), ('"a"', "7"), ("[]", [7]), ("unknown()", "7"), ("{}", None)]
)
def test_without_an_annotation_the_default_tells_the_type(default: str, value: Any) -> None:
    parameter = declared("None", default)
    if value is None:
        with pytest.raises(InvalidValueError):
            parameters.parse(parameter, "7")
    else:
        assert parameters.parse(parameter, "7") == value


def test_an_unknown_parameter_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UnknownNameError, match="did you mean ratio"):
        parameters.check([COUNTING], ["ration"])


@pytest.mark.parametrize(("name", "option"), [("corpus", "--corpus"), ("out", "--out")])
def test_what_an_option_sets_is_no_parameter(name: str, option: str) -> None:
    with pytest.raises(InvalidValueError, match=f"use {option}"):
        parameters.check([COUNTING], [name])


def test_a_notebook_gets_the_parameters_that_it_takes() -> None:
    assert parameters.for_notebook(COUNTING, {"top": "3", "every": "week"}) == {"top": 3}
