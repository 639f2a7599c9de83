"""The network: one encoder over a sentence's pieces, and three heads.

The encoder is MiniLM with six layers (Wang and others 2020, "MiniLM: Deep Self-Attention Distillation for Task-Agnostic
Compression of Pre-Trained Transformers", NeurIPS), with embeddings of the pieces' shapes and of the convention by which
names are annotated added to its input. The heads: tags of names for each piece; the tone towards a span, whose mean
vector attends to the sentence; the tone of the sentence.
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from wirebook.language.encode import SHAPES
from wirebook.language.tags import TAGS

LAYERS, WIDTH, HEADS, INNER = 6, 384, 12, 1536
POSITIONS, VOCABULARY = 512, 30522
TONES = ("negative", "neutral", "positive")
CONVENTIONS = ("any", "uner", "gum", "crossner", "wikigold", "tweets", "news", "ours")
"""Whose rules a sentence's names follow: the corpora disagree on titles, determiners and peoples."""

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
            self.pool = (torch.rand(self.POOL) >= self.rate).to(torch.bfloat16) / (1 - self.rate)
        count = x.numel()
        offset = int(torch.randint(0, max(1, self.POOL - count), ()))
        if count > self.POOL:
            return functional.dropout(x, self.rate)
        return x * self.pool[offset : offset + count].view_as(x).to(x.dtype)


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self, dropout: Dropout) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        parts = self.qkv(x).view(x.shape[0], x.shape[1], 3, HEADS, WIDTH // HEADS)
        q, k, v = (parts[:, :, i].transpose(1, 2) for i in range(3))
        if torch.onnx.is_in_onnx_export():
            scores = q @ k.transpose(2, 3) / (WIDTH // HEADS) ** 0.5 + bias
            mixed = torch.softmax(scores, dim=-1) @ v
        else:  # in float32: the backward pass of bfloat16 attention is eight times slower on a processor
            with torch.autocast("cpu", enabled=False):
                mixed = functional.scaled_dot_product_attention(q.float(), k.float(), v.float(), attn_mask=bias)
        mixed = mixed.transpose(1, 2).reshape(x.shape[0], x.shape[1], WIDTH)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Pooled(nn.Module):
    """Tone as a weighted sum over pieces, in the light of a query.

    Additive attention (Bahdanau and others 2015, "Neural Machine Translation by Jointly Learning to Align and
    Translate", ICLR), where each piece votes for the tones itself.

    The logits are the sum of the pieces' parts, so that what each piece adds to the result can be read off.
    """

    def __init__(self, dropout: Dropout) -> None:
        super().__init__()
        self.query = nn.Linear(WIDTH, WIDTH)
        self.memory = nn.Linear(WIDTH, WIDTH)
        self.votes = nn.Linear(WIDTH, len(TONES) + 1)
        self.dropout = dropout

    def forward(self, memory: Tensor, queries: Tensor, mask: Tensor) -> Tensor:
        """Return the parts (queries, pieces, 3) that add to the logits, for `memory` (queries, pieces, 384)."""
        inner = functional.gelu(memory + self.query(queries.unsqueeze(1)))
        votes = self.votes(self.dropout(inner)).float()
        weights = torch.softmax(votes[..., -1] + (1 - mask) * HIDDEN, dim=-1)
        return weights.unsqueeze(-1) * votes[..., :-1]


class Towards(nn.Module):
    """The tone towards spans: the query is a span's mean vector."""

    def __init__(self, dropout: Dropout) -> None:
        super().__init__()
        self.pooled = Pooled(dropout)

    def forward(self, hidden: Tensor, mask: Tensor, which: Tensor, spans: Tensor) -> Tensor:
        """Return the parts (spans, pieces, 3) of the logits of spans (spans, pieces) in sentences `which` (spans)."""
        share = (spans / spans.sum(1, keepdim=True).clamp(min=1)).unsqueeze(1).to(hidden.dtype)
        target = (share @ hidden[which]).squeeze(1)
        return self.pooled(self.pooled.memory(hidden)[which], target, mask[which])


class Network(nn.Module):
    """Encoder and heads; sentences come as tensors (sentences, pieces) with BERT's marks at their ends."""

    def __init__(self, dropout: float = 0.1, *, marked: bool = False) -> None:
        super().__init__()
        shared = Dropout(dropout)
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.conventions = nn.Embedding(len(CONVENTIONS), WIDTH)
        self.marks = nn.Embedding(2, WIDTH) if marked else None
        self.layers = nn.ModuleList(Layer(shared) for _ in range(LAYERS))
        self.tags = nn.Linear(WIDTH, len(TAGS))
        self.towards = Towards(shared)
        self.whole = Pooled(shared)
        self.dropout = shared
        for embedding in (self.shapes, self.conventions, *([self.marks] if self.marks else [])):
            nn.init.normal_(embedding.weight, std=0.02)

    def encode(
        self, ids: Tensor, shapes: Tensor, mask: Tensor, conventions: Tensor | None = None, marks: Tensor | None = None
    ) -> Tensor:
        """Return a vector for each piece (sentences, pieces, 384); `mask` is 1.0 where there is a piece."""
        x = self.words(ids) + self.shapes(shapes) + self.positions.weight[: ids.shape[1]]
        if conventions is not None:
            x = x + self.conventions(conventions).unsqueeze(1)
        if marks is not None and self.marks is not None:
            x = x + self.marks(marks)
        x = self.dropout(self.norm(x))
        bias = ((1 - mask) * HIDDEN)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def tone(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """Return the parts (sentences, pieces, 3) of the logits of the tone of whole sentences."""
        return self.whole(self.whole.memory(hidden), hidden[:, 0], mask)


def load_base(network: Network, path: Path) -> None:
    """Fill the encoder with the weights of a MiniLM in the safetensors format of BERT. Raises KeyError.

    The embeddings of the word pieces stay as they are: half of all weights, most of them for words that the training
    data never show.
    """
    base = load_file(str(path))
    network.words.weight.requires_grad_(False)
    network.words.weight.data.copy_(base["embeddings.word_embeddings.weight"])
    both = base["embeddings.position_embeddings.weight"] + base["embeddings.token_type_embeddings.weight"][0]
    network.positions.weight.data.copy_(both)
    _copy(network.norm, base, "embeddings.LayerNorm")
    for number, layer in enumerate(network.layers):
        own = f"encoder.layer.{number}."
        for kind in ("weight", "bias"):
            parts = [base[f"{own}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            getattr(layer.qkv, kind).data.copy_(torch.cat(parts))
        _copy(layer.out, base, own + "attention.output.dense")
        _copy(layer.norm1, base, own + "attention.output.LayerNorm")
        _copy(layer.up, base, own + "intermediate.dense")
        _copy(layer.down, base, own + "output.dense")
        _copy(layer.norm2, base, own + "output.LayerNorm")


def _copy(module: nn.Module, base: dict[str, Tensor], name: str) -> None:
    for kind in ("weight", "bias"):
        getattr(module, kind).data.copy_(base[f"{name}.{kind}"])
