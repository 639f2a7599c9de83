"""A widget for JupyterLab in which a person labels the tone of sentences, one after the other, by keyboard or mouse.

What it shows are plain values; where a label goes is the caller's. It lives in a notebook that runs: in a static page
there is nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import anywidget
import traitlets

Save = Callable[[int, str | None], None]
"""Keeps the label of the item of a number, or takes it back (None); an OSError or ValueError is shown."""


class Labeller(anywidget.AnyWidget):
    """Sentences to label, and what was said of them.

    Each of `items` has `text`, the sentence; `before` and `after`, its neighbours; `about`, the article in a line;
    and where the tone is towards an actor `actor`, its name, and `spans`, where it stands in the sentence.
    """

    _esm = Path(__file__).with_name("labeller.js")
    _css = Path(__file__).with_name("labeller.css")

    items: Any = traitlets.List().tag(sync=True)
    answers: Any = traitlets.Dict().tag(sync=True)
    """The label of each item by its number, as text."""
    message: Any = traitlets.Unicode().tag(sync=True)
    """What went wrong."""
    file: Any = traitlets.Unicode().tag(sync=True)
    """Where the labels go, for the reader."""

    def __init__(self, items: Sequence[Mapping[str, Any]], *, file: str, save: Save) -> None:
        super().__init__(items=[dict(item) for item in items], file=file)
        self._save = save
        self.observe(self._changed, names="answers")

    def _changed(self, change: Mapping[str, Any]) -> None:
        before, now = change["old"], change["new"]
        try:
            for number in sorted({*before, *now}, key=int):
                if before.get(number) != now.get(number):
                    self._save(int(number), now.get(number))
        except (OSError, ValueError) as error:
            self.message = f"This label could not be saved: {error}"
        else:
            self.message = ""
