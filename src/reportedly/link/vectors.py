"""Vectors of mentions in their context: near each other where they carry the same claim.

The encoder reads the report in windows, each headed by the headline, and half of a mention's vector
is the mean of the states of its word pieces there; so "the charge" is near the charge that the
report told before. The other half is the same mean where the mention is read alone. The encoder
was tuned so that mentions of one claim are near (supervised contrastive learning, Khosla et al.
2020; ``docs/linking-card.md``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from reportedly.errors import ModelError

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    from reportedly.link.entry import Vectors

WEIGHTS = Path(__file__).parent / "weights"
LENGTH = 256  # word pieces in a window, marks included
OVERLAP = 64  # word pieces that neighbours share
HEAD = 32  # word pieces of the headline that head the later windows
ALONE = 64  # word pieces of a mention that are read when it is read alone
HALF = 384  # width of a half of a vector: of the mention in context, and of the mention alone

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_LONG = re.compile(r"\S{200,}")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A window of a text.

    Attributes:
        ids: vocabulary ids with their marks, shape (pieces,).
        starts: offset of each piece's first character, -1 for marks and the headline before it.
        ends: offset after its last character, likewise.
    """

    ids: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


def stretches(text: str, tokenizer: Tokenizer) -> list[Stretch]:
    """Windows that cover the text; each but the first begins with the headline."""
    # a run without spaces is noise, and slow to cut: it becomes spaces of the same length
    text = _LONG.sub(lambda m: " " * len(m[0]), _SURROGATE.sub("\ufffd", text))
    cls, sep = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    encoding = tokenizer.encode(text, add_special_tokens=False)
    ids = np.asarray(encoding.ids, dtype=np.int64)
    offsets = np.asarray(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    stop = text.find("\n")
    head = ids[offsets[:, 1] <= (stop if stop >= 0 else len(text))][:HEAD]
    made: list[Stretch] = []
    start = 0
    while start < len(ids):
        opening = np.concatenate(([cls], head, [sep])) if start else np.asarray([cls])
        last = min(len(ids), start + LENGTH - 1 - len(opening))
        nowhere = np.full(len(opening), -1)
        made.append(
            Stretch(
                np.concatenate((opening, ids[start:last], [sep])),
                np.concatenate((nowhere, offsets[start:last, 0], [-1])),
                np.concatenate((nowhere, offsets[start:last, 1], [-1])),
            )
        )
        if last == len(ids):
            break
        start = last - OVERLAP
    return made


def places(
    windows: Sequence[Stretch], spans: Sequence[tuple[int, int]]
) -> list[tuple[int, NDArray[np.int64]] | None]:
    """For each span its window and its pieces there: the window that holds most of it, deepest."""
    found: list[tuple[int, NDArray[np.int64]] | None] = []
    edges = [(int(w.starts.max(initial=-1)), w) for w in windows]
    for start, end in spans:
        best: tuple[tuple[int, int], int, NDArray[np.int64]] | None = None
        for number, (last, window) in enumerate(edges):
            if last < start:
                continue
            first = window.starts[window.starts >= 0]
            if len(first) and first[0] >= end:
                break
            (inside,) = np.nonzero((window.starts < end) & (window.ends > start))
            if len(inside):
                depth = int(min(inside[0], len(window.ids) - inside[-1]))
                if best is None or (len(inside), depth) > best[0]:
                    best = (len(inside), depth), number, inside
        found.append((best[1], best[2]) if best else None)
    return found


class Encoder(Protocol):
    """Turns spans of a text into vectors. Pure: the same text and spans give the same vectors."""

    @property
    def name(self) -> str:
        """What the encoder is, for the record of a run."""
        ...

    def encode(self, text: str, spans: Sequence[tuple[int, int]]) -> Vectors:
        """One unit vector a span, shape (spans, width); zeros where a span has no word piece."""
        ...


@dataclass(frozen=True)
class OnnxEncoder:
    """The shipped encoder, or one from a folder of the same form, on ONNX Runtime."""

    name: str
    tokenizer: Tokenizer
    session: Any
    threads: int = 2

    def encode(self, text: str, spans: Sequence[tuple[int, int]]) -> Vectors:
        """One unit vector a span, shape (spans, 2 * HALF)."""
        windows = stretches(text, self.tokenizer)
        at = places(windows, spans)
        needed = sorted({place[0] for place in at if place})
        words = {text[start:end]: None for start, end in spans}
        alone = [stretches(" ".join(w.split()), self.tokenizer)[:1] for w in words]
        short = [Stretch(w[0].ids[:ALONE], w[0].starts, w[0].ends) for w in alone if w]
        states = self._states([*(windows[i] for i in needed), *short])
        inside = dict(zip(needed, states, strict=False))
        by_words = dict(
            zip(
                (w for w, one in zip(words, alone, strict=True) if one),
                states[len(needed) :],
                strict=True,
            )
        )
        vectors = np.zeros((len(spans), 2 * HALF), dtype=np.float32)
        for row, (start, end), place in zip(vectors, spans, at, strict=True):
            if place:
                row[:HALF] = _unit(inside[place[0]][place[1]].mean(axis=0))
                row[HALF:] = _unit(by_words[text[start:end]][1:-1].mean(axis=0))
        return vectors

    def _states(self, windows: Sequence[Stretch]) -> list[Vectors]:
        def run(window: Stretch) -> Vectors:
            (output,) = self.session.run(None, {"ids": window.ids[None]})
            states: Vectors = output[0]
            return states

        if self.threads < 2 or len(windows) < 2:
            return [run(window) for window in windows]
        with ThreadPoolExecutor(self.threads) as pool:
            return list(pool.map(run, windows))


def _unit(vector: Vectors) -> Vectors:
    """A half of a unit vector."""
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-6) * 0.5**0.5)


def context_of(vectors: Vectors) -> Vectors:
    """The halves that were read in context, as unit vectors."""
    return np.asarray(vectors[:, :HALF] * 2**0.5, dtype=np.float32)


def alone_of(vectors: Vectors) -> Vectors:
    """The halves that were read alone, as unit vectors."""
    return np.asarray(vectors[:, HALF:] * 2**0.5, dtype=np.float32)


def load_encoder(path: Path | None = None, *, threads: int = 2) -> OnnxEncoder:
    """The shipped encoder, or the one in the folder ``path``; ``ModelError`` where there is none.

    An encoder is a folder with ``model.onnx``; the tokenizer is the extraction model's.
    """
    import hashlib

    import onnxruntime
    from tokenizers import Tokenizer

    from reportedly.extract import WEIGHTS as EXTRACTION

    folder = WEIGHTS if path is None else Path(path)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        data = (folder / "model.onnx").read_bytes()
        tokenizer = Tokenizer.from_file(str(EXTRACTION / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        session = onnxruntime.InferenceSession(
            data,
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=["SkipLayerNormFusion"],
        )
    except Exception as error:  # both libraries raise bare exceptions of their own
        reason = str(error).splitlines()[0][:200]
        raise ModelError(f"{folder}: the encoder cannot be loaded ({reason})") from None
    name = f"linking-{hashlib.sha256(data).hexdigest()[:8]}"
    return OnnxEncoder(name, tokenizer, session, threads)
