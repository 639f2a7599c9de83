"""Find many phrases at once in a text, each as whole words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"(?<![\w#])\w+")
_FIRST = re.compile(r"\w+")


class Spotter:
    """A set of phrases. One in small letters is also found with a capital."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_word: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
        for phrase in phrases:
            for written in {phrase, phrase[:1].upper() + phrase[1:]} if phrase.islower() else {phrase}:
                if first := _FIRST.search(written):
                    self._by_word[first[0]].append((first.start(), written, phrase))
        for found in self._by_word.values():
            found.sort(key=lambda entry: -len(entry[1]))

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield the start and end of each phrase, and the phrase; of several at one place the longest first."""
        for word in _WORD.finditer(text):
            for before, written, phrase in self._by_word.get(word[0], ()):
                start = word.start() - before
                end = start + len(written)
                if start >= 0 and text.startswith(written, start) and not text[end : end + 1].isalnum():
                    yield start, end, phrase
