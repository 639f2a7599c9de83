"""The records of a notebook and of its parameters, as the notebook itself declares them."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter of a notebook, as its parameters cell declares it."""

    name: str
    type: str
    """The annotation (`list[str]`), or `None` where there is none."""
    default: str
    """The default, as Python source."""
    help: str

    @property
    def kind(self) -> str:
        """The name of its plain type: the annotation's, else that of the default."""
        declared = self.type.partition("[")[0].strip()
        if declared not in ("None", ""):
            return declared
        try:
            return type(ast.literal_eval(self.default)).__name__
        except (ValueError, SyntaxError):
            return "str"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notebook:
    """One notebook that can be run."""

    name: str
    """Its file's name without `.ipynb`."""
    path: Path
    title: str
    summary: str
    """What it answers, in a sentence."""
    parameters: dict[str, Parameter]
    reusable: bool
    """Whether it says of itself (`"wirebook": {"reuse": true}` in its metadata) that it reads the corpus alone."""
