"""Windows cover every word, and a word is scored where the model sees most around it."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reportedly.extract.pieces import Pieces
from reportedly.extract.windows import Scores, Shape, cut_windows, home_windows, merge_labels


def pieces_of(lengths: list[int]) -> Pieces:
    """Words of the given numbers of pieces; the ids count up from 1000."""
    first = np.cumsum([0, *lengths])[:-1].astype(np.int64)
    words = np.arange(len(lengths), dtype=np.int64)
    return Pieces(
        np.arange(1000, 1000 + sum(lengths), dtype=np.int64),
        first,
        words * 2,
        words * 2 + 1,
        words == 0,
    )


@given(
    st.lists(st.integers(1, 4), min_size=1, max_size=120),
    st.integers(16, 40),
    st.integers(0, 12),
)
def test_every_word_is_in_a_window_whole(lengths: list[int], length: int, overlap: int) -> None:
    pieces = pieces_of(lengths)
    windows = cut_windows(pieces, Shape(length, overlap), (1, 2))
    assert windows[0].start == 0 and windows[-1].stop == len(lengths)
    for before, after in itertools.pairwise(windows):
        assert before.start < after.start <= before.stop
    for window in windows:
        assert len(window.ids) <= length
        assert window.ids[0] == 1 and window.ids[-1] == 2
        expected = pieces.ids[pieces.first[window.start : window.stop]]
        assert (window.ids[window.first] == expected).all()


def test_overlapping_scores_lean_to_the_window_that_sees_more() -> None:
    pieces = pieces_of([1] * 30)
    windows = cut_windows(pieces, Shape(22, 10), (1, 2))
    scores = [
        Scores(
            np.full((len(w.first), 7), float(i), dtype=np.float32),
            np.zeros((0, 8)),
            np.zeros((0, 2)),
        )
        for i, w in enumerate(windows)
    ]
    merged = merge_labels(windows, scores, 30)[:, 0]
    assert merged[0] == 0 and merged[-1] == 1
    assert (np.diff(merged) >= 0).all()
    home = home_windows(windows, 30)
    assert home[0] == 0 and home[-1] == 1


def test_a_text_without_words_has_no_windows() -> None:
    assert cut_windows(pieces_of([]), Shape(), (1, 2)) == []
