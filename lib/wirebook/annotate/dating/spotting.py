"""Find many phrases at once in a text, each as whole words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"(?<![\w#])\w+")


class Spotter:
    """A set of phrases that begin with a letter or digit. One in small letters is also found with a capital."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_word: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for phrase in phrases:
            for written in {phrase, phrase[:1].upper() + phrase[1:]} if phrase.islower() else {phrase}:
                if first := _WORD.match(written):
                    self._by_word[first[0]].append((written, phrase))
        for found in self._by_word.values():
            found.sort(key=lambda pair: -len(pair[0]))

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield the start and end of each phrase, and the phrase; of several at one place the longest first."""
        for word in _WORD.finditer(text):
            for written, phrase in self._by_word.get(word[0], ()):
                end = word.start() + len(written)
                if text.startswith(written, word.start()) and not text[end : end + 1].isalnum():
                    yield word.start(), end, phrase
