"""The network: one encoder over a sentence's pieces, and three heads.

The encoder is MiniLM with six layers, or, for the teacher, MPNet with twelve, with embeddings of the pieces' shapes, of
what the gazetteer lists them as, and of the convention by which names are annotated added to its input. The heads: tags
of names for each piece; the tone towards a span, whose mean vector attends to the sentence; the tone of the sentence.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from wirebook.language.encode import SHAPES
from wirebook.language.gazetteer import KINDS
from wirebook.language.tags import TAGS
from workshop.train.arithmetic import DTYPE
from workshop.train.samples import CONVENTIONS

POSITIONS, VOCABULARY = 512, 30522
TONES = ("negative", "neutral", "positive")
HIDDEN = -1e4
"""Added to the attention given to padding."""


class Dropout(nn.Module):
    """Dropout that takes its random numbers from a pool: drawing them anew costs a tenth of a step on a processor."""

    POOL = 1 << 23

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate
        self.pool: Tensor | None = None

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.rate:
            return x
        if self.pool is None:
            self.pool = (torch.rand(self.POOL) >= self.rate).to(DTYPE) / (1 - self.rate)
        count = x.numel()
        offset = int(torch.randint(0, max(1, self.POOL - count), ()))
        if count > self.POOL:
            return functional.dropout(x, self.rate)
        return x * self.pool[offset : offset + count].view_as(x).to(x.dtype)


@dataclass(frozen=True, slots=True)
class Size:
    """How large an encoder is."""

    layers: int
    width: int
    heads: int
    eps: float
    """What keeps the layer norms from dividing by nothing."""
    gazetteer: bool = False
    """Whether it reads what the gazetteer lists: larger ones know names from what they were trained on."""
    distances: int = 0
    """Buckets of distances between pieces whose embeddings add to the attention; none in BERT."""

    @property
    def inner(self) -> int:
        """Width of the layers' inner vectors."""
        return 4 * self.width


MINILM = Size(6, 384, 12, 1e-12, gazetteer=True)
"""Wang and others 2020, "MiniLM: Deep Self-Attention Distillation for Task-Agnostic Compression of Pre-Trained
Transformers", NeurIPS."""

MPNET = Size(12, 768, 12, 1e-5, distances=32)
"""Song and others 2020, "MPNet: Masked and Permuted Pre-training for Language Understanding", NeurIPS."""


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self, size: Size, dropout: Dropout) -> None:
        super().__init__()
        self.heads = size.heads
        self.qkv = nn.Linear(size.width, 3 * size.width)
        self.out = nn.Linear(size.width, size.width)
        self.up = nn.Linear(size.width, size.inner)
        self.down = nn.Linear(size.inner, size.width)
        self.norm1 = nn.LayerNorm(size.width, eps=size.eps)
        self.norm2 = nn.LayerNorm(size.width, eps=size.eps)
        self.dropout = dropout

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        parts = self.qkv(x).view(x.shape[0], x.shape[1], 3, self.heads, x.shape[2] // self.heads)
        q, k, v = (parts[:, :, i].transpose(1, 2) for i in range(3))
        if torch.onnx.is_in_onnx_export():
            scores = q @ k.transpose(2, 3) / (x.shape[2] // self.heads) ** 0.5 + bias
            mixed = torch.softmax(scores, dim=-1) @ v
        else:  # in float32: the backward pass of bfloat16 attention is eight times slower on a processor
            with torch.autocast("cpu", enabled=False):
                mixed = functional.scaled_dot_product_attention(q.float(), k.float(), v.float(), attn_mask=bias)
        mixed = mixed.transpose(1, 2).reshape(x.shape)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Pooled(nn.Module):
    """Tone as a weighted sum over pieces, in the light of a query.

    Additive attention (Bahdanau and others 2015, "Neural Machine Translation by Jointly Learning to Align and
    Translate", ICLR), where each piece votes for the tones itself.

    The logits are the sum of the pieces' parts, so that what each piece adds to the result can be read off.
    """

    def __init__(self, width: int, dropout: Dropout) -> None:
        super().__init__()
        self.query = nn.Linear(width, width)
        self.memory = nn.Linear(width, width)
        self.votes = nn.Linear(width, len(TONES) + 1)
        self.dropout = dropout

    def forward(self, memory: Tensor, queries: Tensor, mask: Tensor) -> Tensor:
        """Return the parts (queries, pieces, 3) that add to the logits, for `memory` (queries, pieces, width)."""
        inner = functional.gelu(memory + self.query(queries.unsqueeze(1)))
        votes = self.votes(self.dropout(inner)).float()
        weights = torch.softmax(votes[..., -1] + (1 - mask) * HIDDEN, dim=-1)
        return weights.unsqueeze(-1) * votes[..., :-1]


class Towards(nn.Module):
    """The tone towards spans: the query is a span's mean vector."""

    def __init__(self, width: int, dropout: Dropout) -> None:
        super().__init__()
        self.pooled = Pooled(width, dropout)

    def forward(self, hidden: Tensor, mask: Tensor, which: Tensor, spans: Tensor) -> Tensor:
        """Return the parts (spans, pieces, 3) of the logits of spans (spans, pieces) in sentences `which` (spans)."""
        share = (spans / spans.sum(1, keepdim=True).clamp(min=1)).unsqueeze(1).to(hidden.dtype)
        target = (share @ hidden[which]).squeeze(1)
        return self.pooled(self.pooled.memory(hidden)[which], target, mask[which])


class Network(nn.Module):
    """Encoder and heads; sentences come as tensors (sentences, pieces) with BERT's marks at their ends."""

    def __init__(self, size: Size = MINILM, *, dropout: float = 0.1) -> None:
        super().__init__()
        shared = Dropout(dropout)
        self.words = nn.Embedding(VOCABULARY, size.width)
        self.positions = nn.Embedding(POSITIONS, size.width)
        self.words.weight.requires_grad_(False)  # half of all weights, most of words that the data never show
        self.distances = nn.Embedding(size.distances, size.heads) if size.distances else None
        if self.distances is not None:
            self.distances.weight.requires_grad_(False)
        self.norm = nn.LayerNorm(size.width, eps=size.eps)
        self.shapes = nn.Embedding(SHAPES, size.width)
        self.kinds = nn.Embedding(KINDS, size.width) if size.gazetteer else None
        self.conventions = nn.Embedding(len(CONVENTIONS), size.width)
        self.layers = nn.ModuleList(Layer(size, shared) for _ in range(size.layers))
        self.tags = nn.Linear(size.width, len(TAGS))
        self.towards = Towards(size.width, shared)
        self.whole = Pooled(size.width, shared)
        self.dropout = shared
        for embedding in (self.shapes, self.kinds, self.conventions):
            if embedding is not None:
                nn.init.normal_(embedding.weight, std=0.02)

    def encode(self, ids: Tensor, shapes: Tensor, mask: Tensor, conventions: Tensor | None = None) -> Tensor:
        """Return a vector for each piece (sentences, pieces, width); `mask` is 1.0 where there is a piece."""
        x = self.words(ids) + self.shapes(shapes % SHAPES) + self.positions.weight[: ids.shape[1]]
        if self.kinds is not None:
            x = x + self.kinds(shapes // SHAPES)
        if conventions is not None:
            x = x + self.conventions(conventions).unsqueeze(1)
        x = self.dropout(self.norm(x))
        bias = ((1 - mask) * HIDDEN)[:, None, None, :]
        if self.distances is not None:
            bias = bias + self.distances(_distances(ids.shape[1], self.distances.num_embeddings)).permute(2, 0, 1)
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def tone(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """Return the parts (sentences, pieces, 3) of the logits of the tone of whole sentences."""
        return self.whole(self.whole.memory(hidden), hidden[:, 0], mask)


FARTHEST = 128
"""Distance in pieces from which on all distances are one bucket."""


def _distances(length: int, buckets: int) -> Tensor:
    """Return the bucket of the distance between each two of so many pieces (pieces, pieces).

    Half of the buckets are for pieces ahead; half of these for one distance each, the rest spaced by their logarithms
    (Raffel and others 2020, "Exploring the Limits of Transfer Learning with a Unified Text-to-Text Transformer", JMLR).
    """
    half, exact = buckets // 2, buckets // 4
    places = torch.arange(length)
    ahead = places.unsqueeze(0) - places.unsqueeze(1)
    far = ahead.abs()
    spaced = exact + (torch.log(far.clamp(min=1) / exact) / math.log(FARTHEST / exact) * (half - exact)).long()
    return torch.where(far < exact, far, spaced.clamp(max=half - 1)) + half * (ahead > 0)


def load_minilm(network: Network, folder: Path) -> None:
    """Fill the encoder with the weights of a MiniLM, in the safetensors format of BERT. Raises KeyError."""
    base = load_file(str(folder / "model.safetensors"))
    _embed(network, base["embeddings.word_embeddings.weight"])
    both = base["embeddings.position_embeddings.weight"] + base["embeddings.token_type_embeddings.weight"][0]
    network.positions.weight.data.copy_(both)
    _copy(network.norm, base, "embeddings.LayerNorm")
    for number, layer in enumerate(network.layers):
        own = f"encoder.layer.{number}."
        _copy(layer.qkv, base, *(f"{own}attention.self.{part}" for part in ("query", "key", "value")))
        _copy(layer.out, base, own + "attention.output.dense")
        _copy(layer.norm1, base, own + "attention.output.LayerNorm")
        _copy(layer.up, base, own + "intermediate.dense")
        _copy(layer.down, base, own + "output.dense")
        _copy(layer.norm2, base, own + "output.LayerNorm")


def load_mpnet(network: Network, folder: Path, cutter: Tokenizer) -> None:
    """Fill the encoder with the weights of an MPNet. Raises KeyError.

    It has BERT's word pieces with other numbers; `cutter` is the tokenizer whose numbers the network is given.
    """
    base = load_file(str(folder / "model.safetensors"))
    listed = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    numbers = {piece: number for number, piece in enumerate(listed)}
    called = {"[PAD]": "<pad>", "[CLS]": "<s>", "[SEP]": "</s>", "[MASK]": "<mask>"}
    pieces = [str(cutter.id_to_token(number)) for number in range(VOCABULARY)]
    order = [numbers[called.get(piece, piece)] for piece in pieces]
    _embed(network, base["embeddings.word_embeddings.weight"][order])
    network.positions.weight.data.copy_(base["embeddings.position_embeddings.weight"][2 : POSITIONS + 2])
    if network.distances is not None:
        network.distances.weight.data.copy_(base["encoder.relative_attention_bias.weight"])
    _copy(network.norm, base, "embeddings.LayerNorm")
    for number, layer in enumerate(network.layers):
        own = f"encoder.layer.{number}."
        _copy(layer.qkv, base, *(f"{own}attention.attn.{part}" for part in "qkv"))
        _copy(layer.out, base, own + "attention.attn.o")
        _copy(layer.norm1, base, own + "attention.LayerNorm")
        _copy(layer.up, base, own + "intermediate.dense")
        _copy(layer.down, base, own + "output.dense")
        _copy(layer.norm2, base, own + "output.LayerNorm")


def _embed(network: Network, words: Tensor) -> None:
    """Set the embeddings of the word pieces."""
    network.words.weight.data.copy_(words)


def _copy(module: nn.Module, base: Mapping[str, Tensor], *names: str) -> None:
    """Fill a module with the weights of one of the base, or of several, one after the other."""
    for kind in ("weight", "bias"):
        getattr(module, kind).data.copy_(torch.cat([base[f"{name}.{kind}"] for name in names]))
