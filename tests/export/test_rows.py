from __future__ import annotations

from reportedly.export.rows import rows, totals
from reportedly.model import Reading


def test_a_row_knows_the_chain_it_stands_in(flood: Reading) -> None:
    chains = {row.number: [above.number for above in row.chain] for row in rows(flood)}
    assert chains[6] == [5, 4]
    assert chains[2] == [1]
    assert chains[3] == []


def test_circles_and_unknown_parents_end_the_chain(hostile: Reading) -> None:
    assert [row.chain for row in rows(hostile)] == [(), ()]


def test_totals_count_forms_nesting_and_missing_sources(flood: Reading, plain: Reading) -> None:
    assert totals(flood) == (
        "10 attributions: 4 direct, 4 indirect, 2 mixed, 3 nested, 1 with no source given"
    )
    assert totals(plain) == "no attribution found"
