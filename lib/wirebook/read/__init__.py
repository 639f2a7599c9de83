"""Files to articles: one reader a format, the walk over a corpus, dates in metadata, wire furniture, copies.

    reading = read.corpus("seeds")
    reading.articles, reading.problems

A corpus is a folder, walked recursively, or one file. `stream` gives the same article by article; `locate` finds a
corpus by the path that a person typed; `Limits` bounds what is read of untrusted input.
"""

from __future__ import annotations

from wirebook.read.article import Article, Problem, Reading, article_id
from wirebook.read.collect import corpus, stream
from wirebook.read.limits import Limits
from wirebook.read.locate import locate, project_root

__all__ = ["Article", "Limits", "Problem", "Reading", "article_id", "corpus", "locate", "project_root", "stream"]
