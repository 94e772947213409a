from __future__ import annotations

import io
import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.export import write
from reportedly.export.clean import visible
from reportedly.model import Reading

Role = tuple[str, str]


def written(*readings: Reading) -> str:
    out = io.StringIO(newline="")
    write(readings, out, "conll")
    return out.getvalue().encode("utf-8").decode("utf-8")


def spans_of(block: str, text: str) -> dict[Role, list[tuple[int, int]]]:
    """The spans that the columns of one report tell, by attribution and role."""
    found: dict[Role, list[tuple[int, int]]] = {}
    for line in block.splitlines():
        if line.startswith("#") or not line:
            continue
        _, token, start, end, *labels = line.split("\t")
        assert token == visible(text[int(start) : int(end)])
        for label in labels:
            if label != "O":
                prefix, role, name = re.fullmatch(r"([BI])-(\w+):(.+)", label).groups()  # type: ignore[union-attr]
                spans = found.setdefault((name, role), [])
                if prefix == "B":
                    spans.append((int(start), int(end)))
                else:
                    spans[-1] = (spans[-1][0], int(end))
    return found


def check(reading: Reading) -> None:
    text = reading.report.text
    expected = {}
    for a in reading.attributions:
        for role in ("source", "cue", "content"):
            trimmed = []
            for span in getattr(a, role):
                left = len(span.text) - len(span.text.lstrip())
                if left < len(span.text):
                    trimmed.append((span.start + left, span.start + len(span.text.rstrip())))
            if trimmed:
                expected[a.id, role] = trimmed
    assert spans_of(written(reading), text) == expected


def test_nested_and_overlapping_spans_and_their_links_survive(flood: Reading) -> None:
    check(flood)


def test_a_column_holds_one_label_a_token_and_every_line_all_columns(flood: Reading) -> None:
    lines = written(flood).splitlines()
    (columns,) = [line for line in lines if line.startswith("# columns")]
    count = len(columns.split(" = ")[1].split())
    assert count > 5  # the sample's three levels need layers
    assert {len(line.split("\t")) for line in lines if "\t" in line} == {count}


def test_form_nesting_and_origin_are_in_the_comments(flood: Reading) -> None:
    text = written(flood)
    assert "# newdoc id = wend/flood.txt\n# outlet = The Lower Wend Courier\n" in text
    assert "# attribution = a6 form=direct nested_in=a5 score=0.7700\n" in text


def test_reports_follow_each_other(flood: Reading, plain: Reading, hostile: Reading) -> None:
    text = written(flood, plain, hostile)
    assert len(re.findall(r"^# newdoc id = ", text, re.M)) == 3
    assert (
        "\n\n# newdoc id = plain.txt\n# columns = n token start end layer1\n1\tIt\t0\t2\tO\n"
        in text
    )


def test_a_hostile_id_stays_on_its_line(hostile: Reading) -> None:
    lines = written(hostile).splitlines()
    assert all(re.match(r"# |\d+\t|$", line) for line in lines)
    assert all(len(line.split("\t")) > 4 for line in lines if line[:1].isdigit())


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_offsets_hold_for_any_text(data: Any, any_reading: st.SearchStrategy[Reading]) -> None:
    check(data.draw(any_reading))
