"""The model that scores windows: an ONNX file run on the CPU, and the seam it stands behind."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from reportedly.errors import ModelError
from reportedly.extract.decoding import Transitions
from reportedly.extract.labels import LABELS
from reportedly.extract.linking import LinkBias
from reportedly.extract.windows import Floats, Scores, Shape, Window

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MODEL_FORMAT = 1
WEIGHTS = Path(__file__).parent / "weights"


@dataclass(frozen=True, slots=True)
class Heads:
    """What decoding needs beside the scores: learned tables, and how windows are cut."""

    transitions: Transitions
    bias: LinkBias
    shape: Shape
    marks: tuple[int, int]
    calibration: tuple[float, float] = (1.0, 0.0)

    def trust(self, confidence: float) -> float:
        """A raw confidence as the share of such attributions that were right on the dev split."""
        slope, shift = self.calibration
        odds = math.log(max(confidence, 1e-6) / max(1 - confidence, 1e-6))
        return 1 / (1 + math.exp(-(slope * odds + shift)))


class Tagger(Protocol):
    """Scores windows of word pieces. Pure: the same windows give the same scores."""

    @property
    def tokenizer(self) -> Tokenizer:
        """The tokenizer whose ids the windows carry."""
        ...

    @property
    def heads(self) -> Heads:
        """The learned tables that go with the scores."""
        ...

    @property
    def threads(self) -> int:
        """How many windows it scores at a time."""
        ...

    def alone(self) -> Tagger:
        """The same tagger, scoring one window at a time in the thread that asks."""
        ...

    def score(self, windows: Sequence[Window]) -> list[Scores]:
        """The scores of each window, in order."""
        ...


def split_scores(output: Floats, window: Window) -> Scores:
    """One window's output of the network, (pieces, labels + links + 2), as scores of words."""
    rows = output[window.first]
    count = len(LABELS)
    return Scores(rows[:, :count], rows[:, count:-2], rows[:, -2:])


@dataclass(frozen=True)
class OnnxTagger:
    """The shipped model, or one from a folder of the same form, on ONNX Runtime.

    Windows are run one by one, each on one thread: 8-bit activations are scaled by what is run
    together, so a window's scores would else depend on its neighbours; and it is no slower.
    """

    tokenizer: Tokenizer
    heads: Heads
    session: Any
    threads: int = 2

    def alone(self) -> OnnxTagger:
        """The same model, scoring one window at a time in the thread that asks."""
        return replace(self, threads=1)

    def score(self, windows: Sequence[Window]) -> list[Scores]:
        """The scores of each window, in order."""
        if self.threads < 2 or len(windows) < 2:
            return [self._run(window) for window in windows]
        with ThreadPoolExecutor(self.threads) as pool:
            return list(pool.map(self._run, windows))

    def _run(self, window: Window) -> Scores:
        (output,) = self.session.run(None, {"ids": window.ids[None]})
        return split_scores(output[0], window)


def load_tagger(path: Path | None = None, *, threads: int = 2) -> OnnxTagger:
    """The shipped model, or the one in the folder ``path``; ``ModelError`` where there is none.

    A model is a folder: ``model.onnx``, ``tokenizer.json`` and ``heads.json`` (the learned tables,
    the form's version and where it came from).
    """
    folder = WEIGHTS if path is None else Path(path)
    heads = load_heads(folder)
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=["SkipLayerNormFusion"],  # slower than what it replaces
        )
    except Exception as error:  # both libraries raise bare exceptions of their own
        reason = str(error).splitlines()[0][:200]
        raise ModelError(f"{folder}: the model cannot be loaded ({reason})") from None
    return OnnxTagger(tokenizer, heads, session, threads)


def load_heads(folder: Path) -> Heads:
    """The learned tables of the model in ``folder``."""
    try:
        data = json.loads((folder / "heads.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelError(f"{folder}: no model here (heads.json is missing)") from None
    except (OSError, ValueError) as error:
        raise ModelError(f"{folder}: heads.json cannot be read ({error})") from None
    if data.get("format") != MODEL_FORMAT or tuple(data.get("labels", ())) != LABELS:
        raise ModelError(f"{folder}: a model of another version; train it again with `make train`")

    def floats(name: str) -> Floats:
        return np.asarray(data[name], dtype=np.float32)

    return Heads(
        Transitions.legal(floats("pairs"), floats("opening")),
        LinkBias(floats("distance")),
        Shape(*data["shape"]),
        (data["marks"][0], data["marks"][1]),
        (data["calibration"][0], data["calibration"][1]),
    )
