"""Loading the language model: once, quickly, only where it is needed, and with a plain word where it is broken."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from wirebook.errors import ModelError, WirebookError
from wirebook.language import model
from wirebook.language.model import WEIGHTS, Model


def test_the_model_is_loaded_once_and_in_under_a_second(loaded):
    assert model.load() is loaded
    spent = []
    for _ in range(3):
        began = time.process_time()
        Model()
        spent.append(time.process_time() - began)
    assert min(spent) < 1


def test_importing_wirebook_loads_nothing_of_the_model():
    program = "import sys, wirebook; print(sorted({'onnxruntime', 'tokenizers', 'numpy', 'spacy'} & set(sys.modules)))"
    assert fresh(program) == "[]"


def test_opening_a_book_loads_the_model_only_where_there_is_something_to_annotate(tmp_path):
    (tmp_path / "none").mkdir()
    program = f"import sys, wirebook as wb; wb.open({str(tmp_path / 'none')!r}); print('onnxruntime' in sys.modules)"
    assert fresh(program) == "False"


def fresh(program):
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip()


def test_threads_are_as_many_as_asked_for():
    for threads in (1, 2):
        own = Model(threads=threads)
        for session in (own._encoder, own._towards):
            options = session.get_session_options()
            assert (options.intra_op_num_threads, options.inter_op_num_threads) == (threads, 1)


def test_a_pass_starts_no_threads():
    """So that processes side by side do not fight for cores; the threads are those that Linux lists."""
    program = """
import os, sys
import onnxruntime, tokenizers
from wirebook.language import model
count = lambda: len(os.listdir("/proc/self/task")) if sys.platform == "linux" else 0
before = count()
model.load().read(["Angela Merkel met Barack Obama."] * 200)
print(count() - before)
"""
    assert fresh(program) == "0"


@pytest.fixture
def weights(tmp_path):
    """A copy of the weights, to break."""
    return Path(shutil.copytree(WEIGHTS, tmp_path / "weights"))


FILES = ("encoder.onnx", "towards.onnx", "tokenizer.json", "settings.json")


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("damage", ["missing", "empty", "cut short", "something else", "a folder"])
def test_broken_weights_are_named_by_their_folder(weights, file, damage):
    path = weights / file
    whole = path.read_bytes()
    path.unlink()
    if damage == "empty":
        path.write_bytes(b"")
    elif damage == "cut short":
        path.write_bytes(whole[: len(whole) // 2])
    elif damage == "something else":
        path.write_text('{"what": "no model"}')
    elif damage == "a folder":
        path.mkdir()
    with pytest.raises(ModelError, match="cannot be loaded") as caught:
        Model(weights)
    assert str(weights) in str(caught.value)
    assert isinstance(caught.value, WirebookError)


def test_weights_of_another_version_are_refused_when_loaded(weights):
    shutil.copyfile(weights / "towards.onnx", weights / "encoder.onnx")
    with pytest.raises(ModelError, match="cannot be loaded"):
        Model(weights)


@pytest.mark.parametrize(
    "wrong", [{"unsure": "often"}, {"mild": -1}, {"tone_temperature": 0}, {"names_temperature": None}]
)
def test_settings_that_are_no_settings_are_refused_when_loaded(weights, wrong):
    facts = json.loads((weights / "settings.json").read_text(encoding="utf-8"))
    (weights / "settings.json").write_text(json.dumps(facts | wrong), encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be loaded"):
        Model(weights)


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ModelError, match="nowhere"):
        Model(tmp_path / "nowhere")
