r"""CoNLL: one token a line, tab-separated, with BIO columns.

A report begins with comment lines: its id, what is known of it, a line for each attribution, and
the names of the columns::

    # newdoc id = flood.txt
    # outlet = The Lower Wend Courier
    # attribution = a1 form=direct nested_in=- score=0.9712
    # columns = n token start end layer1 layer2
    1	“	0	1	B-content:a1	O
    2	Go	1	3	I-content:a1	O

``start`` and ``end`` are code points into the report's text. A blank line ends a paragraph.
Tokens are words and single marks of punctuation, cut again wherever a span begins or ends, so that
spans are made of whole tokens (white space at a span's edge is dropped).

A label names role and attribution, so the links survive. One column cannot hold two roles of one
token: each role of an attribution goes into the first layer where its tokens are free, so nested
and overlapping attributions fill as many layers as they need, and reports differ in how many they
have. ``B`` begins a span, so a role in several spans has several.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TextIO

from reportedly.export.clean import one_line, visible
from reportedly.model import ROLES, Reading, Span, paragraphs

_TOKEN = re.compile(r"\w+|[^\w\s]")
_UNSAFE = re.compile(r"[\s=]+")

Token = tuple[int, int]


class Conll:
    """Writes each reading as a block of comments and tokens."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def one(self, reading: Reading) -> None:
        """Write one block."""
        text = reading.report.text
        edges = _edges(reading)
        blocks = [_tokens(text, block, edges) for block in paragraphs(text)]
        layers = _layers(reading, [token for block in blocks for token in block])
        lines = _comments(reading, len(layers))
        number = 0
        for block in blocks:
            for start, end in block:
                labels = [layer.get(number, "O") for layer in layers]
                number += 1
                token = visible(text[start:end])
                lines.append("\t".join((str(number), token, str(start), str(end), *labels)))
            lines.append("")
        self._out.write("\n".join(lines) + "\n")

    def close(self) -> None:
        """Nothing follows the last block."""


def _comments(reading: Reading, layers: int) -> list[str]:
    report = reading.report
    lines = [f"# newdoc id = {one_line(report.id)}"]
    if report.outlet:
        lines.append(f"# outlet = {one_line(report.outlet)}")
    if report.published:
        lines.append(f"# published = {report.published.isoformat()}")
    for a in reading.attributions:
        parent = _name(a.nested_in) if a.nested_in else "-"
        about = f"form={a.form.value} nested_in={parent} score={a.score:.4f}"
        lines.append(f"# attribution = {_name(a.id)} {about}")
    columns = ["n", "token", "start", "end", *(f"layer{n}" for n in range(1, layers + 1))]
    return [*lines, "# columns = " + " ".join(columns)]


def _name(attribution_id: str) -> str:
    return _UNSAFE.sub("_", visible(attribution_id)) or "_"


def _edges(reading: Reading) -> list[int]:
    spans = (s for a in reading.attributions for role in ROLES for s in getattr(a, role))
    return sorted({edge for span in spans for edge in (span.start, span.end)})


def _tokens(text: str, block: tuple[int, int], edges: list[int]) -> list[Token]:
    out = []
    for match in _TOKEN.finditer(text, *block):
        start, end = match.span()
        at = bisect_left(edges, start + 1)
        while at < len(edges) and edges[at] < end:
            out.append((start, edges[at]))
            start = edges[at]
            at += 1
        out.append((start, end))
    return out


def _layers(reading: Reading, tokens: list[Token]) -> list[dict[int, str]]:
    """For each layer, the labels of the tokens that have one, by the token's index."""
    starts = [start for start, _ in tokens]
    layers: list[dict[int, str]] = [{}]
    for a in reading.attributions:
        for role in ROLES:
            labels = _labels(getattr(a, role), f"{role}:{_name(a.id)}", starts)
            layer = next((one for one in layers if one.keys().isdisjoint(labels)), None)
            if layer is None:
                layer = {}
                layers.append(layer)
            layer.update(labels)
    return layers


def _labels(spans: tuple[Span, ...], label: str, starts: list[int]) -> dict[int, str]:
    out = {}
    for span in spans:
        first, after = bisect_left(starts, span.start), bisect_left(starts, span.end)
        for index in range(first, after):
            out[index] = f"{'B' if index == first else 'I'}-{label}"
    return out
