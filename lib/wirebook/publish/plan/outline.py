"""The outline of a YAML file: its text, sequences and mappings with their lines, and every value as it was written.

YAML 1.1 turns `no` into false, `2025-11-24` into a date and `010` into eight. None of that happens here: a value is the
text that stands in the file, and becomes what its parameter takes (`publish.parameters`) as on the command line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from wirebook.errors import UnknownNameError

NULL = "tag:yaml.org,2002:null"
NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
MERGE = "tag:yaml.org,2002:merge"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong with a file, in a sentence, and the line it stands in (0: the file as a whole)."""

    line: int
    what: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.what}" if self.line else self.what


@dataclass(slots=True)
class Faults:
    """What is wrong with a file, as far as it is known; each fault is kept once."""

    found: set[Fault] = field(default_factory=set)

    def add(self, line: int, what: str) -> None:
        """Note a fault."""
        self.found.add(Fault(line, what))

    def unknown(self, line: int, what: str, name: str, allowed: Iterable[str]) -> None:
        """Note a name that does not exist, with the nearest that do."""
        error = UnknownNameError.of(what, name, allowed)
        self.add(line, f"{error.message}; {error.hint}")


def compose(text: str, faults: Faults) -> Node | None:
    """Return the root of a YAML text; None, with a fault, where it is empty or not YAML.

    Anchors, aliases and tags are faults too: `*` at the beginning of a value is rarely meant as one.
    """
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            line = event.start_mark.line + 1 if event.start_mark else 0
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                faults.add(line, "& and * at the beginning of a value mean an anchor; put quotation marks around it")
                return None
            if getattr(event, "tag", None):
                faults.add(line, "! at the beginning of a value means a tag; put quotation marks around it")
                return None
        root: Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = next((mark.line + 1 for mark in (error.problem_mark, error.context_mark) if mark), 0)
        said = " ".join(part for part in (error.context, error.problem) if part)
        faults.add(line, f"this is not YAML: {said}")
        return None
    except (yaml.YAMLError, RecursionError) as error:
        faults.add(0, f"the file is not YAML: {' '.join(str(error).split())}")
        return None
    if root is None:
        faults.add(0, "the file is empty")
    return root


def line_of(node: Node) -> int:
    """Return the line that a node begins in, from 1."""
    return int(node.start_mark.line) + 1


def mapping(
    node: Node, what: str, faults: Faults, *, allowed: Iterable[str] | None = None
) -> dict[str, tuple[int, Node]]:
    """Return the values of a mapping by their keys, each with the line of its key; an empty value is no mapping.

    Keys that stand twice, that `allowed` does not have, or that are no text, are faults. `what` names the mapping.
    """
    if empty(node):
        return {}
    if not isinstance(node, MappingNode):
        faults.add(line_of(node), f"{what} must be a mapping, one `name: value` a line")
        return {}
    found: dict[str, tuple[int, Node]] = {}
    for key, value in node.value:
        line = line_of(key)
        if not isinstance(key, ScalarNode) or key.tag == MERGE:
            faults.add(line, f"{what} has a key that is no plain text")
        elif key.value in found:
            faults.add(line, f"{key.value!r} stands twice in {what}, first in line {found[key.value][0]}")
        elif allowed is not None and key.value not in set(allowed):
            faults.unknown(line, "key", key.value, allowed)
        else:
            found[key.value] = (line, value)
    return found


def sequence(node: Node, what: str, faults: Faults) -> list[Node]:
    """Return the items of a list; a single text is a list of one."""
    if isinstance(node, SequenceNode):
        return list(node.value)
    if isinstance(node, ScalarNode) and not empty(node):
        return [node]
    faults.add(line_of(node), f"{what} must be a list, as [one, other]")
    return []


def text(node: Node, what: str, faults: Faults) -> str | None:
    """Return a text as it stands in the file, None with a fault where it is none; an empty value is an empty text."""
    if isinstance(node, ScalarNode) and not (node.tag == NULL and node.value):
        return str(node.value)
    if isinstance(node, ScalarNode):
        faults.add(line_of(node), f"{what} is {node.value!r}, which is no value; leave it empty, or put it in quotes")
    else:
        faults.add(line_of(node), f"{what} must be one value, and is a {'list' if _listed(node) else 'mapping'}")
    return None


def value(node: Node, what: str, faults: Faults) -> str | None:
    """Return a parameter's value as it would be written on the command line: text, or a list or mapping as JSON."""
    if isinstance(node, ScalarNode):
        return text(node, what, faults)
    return json.dumps(_plain(node, what, faults), ensure_ascii=False)


def empty(node: Node) -> bool:
    """Whether nothing stands where a value could."""
    return isinstance(node, ScalarNode) and node.tag == NULL and not node.value


def _listed(node: Node) -> bool:
    return isinstance(node, SequenceNode)


def _plain(node: Node, what: str, faults: Faults) -> object:
    """Return what JSON knows; of scalars, numbers, true and false in mappings alone, as lists are of names."""
    if isinstance(node, SequenceNode):
        return [text(item, what, faults) if isinstance(item, ScalarNode) else _plain(item, what, faults)
                for item in node.value]  # fmt: skip
    if isinstance(node, MappingNode):
        found: Mapping[str, tuple[int, Node]] = mapping(node, what, faults)
        return {name: _scalar(item, what, faults) for name, (_, item) in found.items()}
    return text(node, what, faults)


def _scalar(node: Node, what: str, faults: Faults) -> object:
    if not isinstance(node, ScalarNode):
        return _plain(node, what, faults)
    if not node.style and (node.tag in NUMBERS or node.value in ("true", "false")):
        try:
            return json.loads(node.value)
        except ValueError:
            pass
    return text(node, what, faults)
