"""Arithmetic of half the width, where the processor is quicker at it: without instructions for it, it is the slower."""

from __future__ import annotations

import torch

BFLOAT16 = any(torch.cpu.get_capabilities().get(name) for name in ("avx512_bf16", "amx_bf16"))
"""Whether this processor multiplies bfloat16 in hardware."""

DTYPE = torch.bfloat16 if BFLOAT16 else torch.float32


def mixed() -> torch.autocast:
    """Return a context in which matrices are multiplied in bfloat16, where that is quicker."""
    return torch.autocast("cpu", torch.bfloat16, enabled=BFLOAT16)
