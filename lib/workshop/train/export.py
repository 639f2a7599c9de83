"""Write a network as the files that `wirebook.language.model` reads: two ONNX graphs with int8 weights, settings."""

from __future__ import annotations

import copy
import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from wirebook.language.model import WINDOW, Settings
from workshop.train.network import Network
from workshop.train.samples import CONVENTIONS, HOUSE

OPSET = 17

HALF = ("/layers.0/down/MatMul", "/layers.1/down/MatMul")
"""What is kept as float16 and reckoned in float32: where the layers' inner vectors range widest, int8 blurs most."""

VERSION = "4"
"""Of the weights; goes up with each that is shipped."""


class _Words(nn.Module):
    """Embeddings as int8, with a scale for each row."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        return nn.functional.embedding(ids, self.rows).float() * nn.functional.embedding(ids, self.scale)


class _Encoder(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        hidden = self.network.encode(ids, shapes, mask)
        return hidden, self.network.tags(hidden), self.network.tone(hidden, mask)


def export(network: Network, folder: Path, *, base: Path, convention: str = HOUSE) -> None:
    """Write encoder.onnx, towards.onnx, tokenizer.json and neutral settings.json into a folder.

    The embedding of the convention is the same for every sentence at run time, and goes into those of the positions.
    """
    network = copy.deepcopy(network).eval()
    with torch.no_grad():
        network.positions.weight += network.conventions.weight[CONVENTIONS.index(convention)]
        network.positions.weight = nn.Parameter(network.positions.weight[: WINDOW + 2].clone(), requires_grad=False)
    network.words = _Words(network.words.weight.detach())
    folder.mkdir(parents=True, exist_ok=True)
    ids = torch.randint(1000, 2000, (2, 7))
    mask = torch.ones(2, 7)
    hidden = torch.randn(2, 7, network.positions.weight.shape[1])
    spans = torch.zeros(3, 7)
    spans[:, 2] = 1
    _write(
        _Encoder(network),
        (ids, torch.ones_like(ids), mask),
        folder / "encoder.onnx",
        half=HALF,
        inputs={"ids": ("b", "t"), "shapes": ("b", "t"), "mask": ("b", "t")},
        outputs={"vectors": ("b", "t"), "tags": ("b", "t"), "tone": ("b", "t")},
    )
    _write(
        network.towards,
        (hidden, mask, torch.tensor([0, 1, 1]), spans),
        folder / "towards.onnx",
        inputs={"hidden": ("b", "t"), "mask": ("b", "t"), "which": ("n",), "spans": ("n", "t")},
        outputs={"towards": ("n", "t")},
    )
    shutil.copyfile(base / "tokenizer.json", folder / "tokenizer.json")
    write_settings(folder, Settings(1.0, 1.0, 1.0, 1 / 3, 1 / 3, VERSION, gazetteer=True))


def write_settings(folder: Path, settings: Settings) -> None:
    """Write what stands beside the weights."""
    (folder / "settings.json").write_text(json.dumps(asdict(settings), indent=1) + "\n", encoding="utf-8")


def _write(
    module: nn.Module,
    example: tuple[Tensor, ...],
    path: Path,
    *,
    half: Sequence[str] = (),
    inputs: dict[str, tuple[str, ...]],
    outputs: dict[str, tuple[str, ...]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            module.eval(),
            example,
            str(plain),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes={name: dict(enumerate(axes)) for name, axes in (inputs | outputs).items()},
            opset_version=OPSET,
            dynamo=False,
        )
        whole = _nodes(plain, half)
        quantize_dynamic(
            plain,
            path,
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=whole,
            extra_options={"MatMulConstBOnly": True},
        )
    graph = onnx.load(str(path))
    _halve(graph.graph, whole)
    onnx.checker.check_model(graph)
    onnx.save(graph, str(path))


def _nodes(path: Path, ends: Sequence[str]) -> list[str]:
    """Return the name of the one node of a graph that ends in each of these. Raises ValueError."""
    names = [node.name for node in onnx.load(str(path)).graph.node]
    found = [[name for name in names if name.endswith(end)] for end in ends]
    if any(len(named) != 1 for named in found):
        raise ValueError(f"no single node for each of {', '.join(ends)}")
    return [named[0] for named in found]


def _halve(graph: onnx.GraphProto, nodes: Sequence[str]) -> None:
    """Store the weights of matrix products as float16, with a cast before they are used."""
    weights = {node.input[1] for node in graph.node if node.name in nodes}
    for weight in graph.initializer:
        if weight.name in weights:
            name, stored = weight.name, weight.name + "_half"
            values = onnx.numpy_helper.to_array(weight).astype(np.float16)
            weight.CopyFrom(onnx.numpy_helper.from_array(values, stored))
            graph.node.insert(
                0, onnx.helper.make_node("Cast", [stored], [name], name + "_cast", to=onnx.TensorProto.FLOAT)
            )
