"""Word pieces of a report: what the model reads, tied to the characters it came from.

Words are what the labels stand on: the maximal stretches of letters and digits and each single
mark of punctuation, as BERT's pre-tokenizer cuts them. A word's label is read at its first piece.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_MAX_PIECES_A_WORD = 12  # longer "words" are markup or noise; the tail tells the model nothing

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text as word pieces, paragraphs parted by the separator.

    Attributes:
        ids: vocabulary ids, shape (pieces,).
        first: index into ``ids`` of the first piece of each word, shape (words,).
        starts: offset of each word's first character, in code points, shape (words,).
        ends: offset after each word's last character, shape (words,).
        breaks: whether a word is the first of its paragraph, shape (words,).
    """

    ids: Ints
    first: Ints
    starts: Ints
    ends: Ints
    breaks: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)


def split_pieces(text: str, paragraphs: Sequence[tuple[int, int]], tokenizer: Tokenizer) -> Pieces:
    """The word pieces of the ``paragraphs`` of ``text`` (half-open offsets, in order)."""
    separator = tokenizer.token_to_id("[SEP]")
    ids: list[int] = []
    first: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    breaks: list[bool] = []
    for (offset, _), encoding in zip(
        paragraphs,
        tokenizer.encode_batch(
            [_SURROGATE.sub("\ufffd", text[s:e]) for s, e in paragraphs], add_special_tokens=False
        ),
        strict=True,
    ):
        if not encoding.ids:
            continue
        if ids:
            ids.append(separator)
        last, used, opening = None, 0, True
        for piece, word, (start, end) in zip(
            encoding.ids, encoding.word_ids, encoding.offsets, strict=True
        ):
            if word != last:
                last, used = word, 0
                first.append(len(ids))
                starts.append(offset + start)
                ends.append(offset + end)
                breaks.append(opening)
                opening = False
            elif used >= _MAX_PIECES_A_WORD:
                ends[-1] = offset + end
                continue
            ids.append(piece)
            ends[-1] = offset + end
            used += 1
    return Pieces(
        np.asarray(ids, dtype=np.int64),
        np.asarray(first, dtype=np.int64),
        np.asarray(starts, dtype=np.int64),
        np.asarray(ends, dtype=np.int64),
        np.asarray(breaks, dtype=bool),
    )
