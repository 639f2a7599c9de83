"""Publishing: notebooks over a corpus become a run folder of pages, tables, figures and a manifest."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wirebook.publish.execute import Execution, Limits
    from wirebook.publish.pipeline import Progress, RunReport, run

__all__ = ["Execution", "Limits", "Progress", "RunReport", "run"]

_LATER = {name: "execute" if name in ("Execution", "Limits") else "pipeline" for name in __all__}
"""Names whose module is imported when they are first used: the process of each notebook needs none of them."""


def __getattr__(name: str) -> Any:
    if name in _LATER:
        return getattr(importlib.import_module(f"wirebook.publish.{_LATER[name]}"), name)
    raise AttributeError(f"module 'wirebook.publish' has no attribute {name!r}")
