"""Plans: many sets of parameters in one file, run several at once, with one result that compares them."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wirebook.publish.plan.reading import Plan, read
    from wirebook.publish.plan.running import PlanReport, SetEnd, run

__all__ = ["Plan", "PlanReport", "SetEnd", "read", "run"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        module = "reading" if name in ("Plan", "read") else "running"
        return getattr(importlib.import_module(f"wirebook.publish.plan.{module}"), name)
    raise AttributeError(f"module 'wirebook.publish.plan' has no attribute {name!r}")
