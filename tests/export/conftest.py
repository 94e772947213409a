"""Readings built by hand, of reports made up for these tests."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import strategies as st

from reportedly.model import (
    Attribution,
    Evidence,
    Figure,
    Form,
    Hop,
    Kind,
    Location,
    Party,
    Place,
    Reading,
    Report,
    Span,
    Spans,
    Stance,
    When,
)

# what breaks formats: markup, quotes, separators, line ends of every kind, controls, lone
# surrogates, direction overrides, letters of other scripts, characters outside the first plane
_AWKWARD = "ab1 .,;:\t\n\r\x0b\x0c\x00\x07\x1b\x1c\x7f\x85\x9b\u2028\xa0\"'<>&=@+-|[]{}#_\\“”‘"
_AWKWARD += "\u202e\u202c\u2066\u2069\u200b\u0301\ud800\udc80\ufeffשق中🌊"


def spans(text: str, *words: str) -> Spans:
    """The spans of the words in the text; ``word#2`` is its second occurrence."""
    out = []
    for word in words:
        word, _, count = word.partition("#")
        start = -1
        for _ in range(int(count or 1)):
            start = text.index(word, start + 1)
        out.append(Span.of(text, start, start + len(word)))
    return tuple(out)


FLOOD = """\
River Wend may flood Oster again, engineers warn: agency

Workers fill sandbags by the old mill in Oster. (Photo: Lio Marsh)

“The dam will hold,” said the mayor, Ana Ruiz 🌊, on Monday, “if the rain stops by noon.”

The Tarn News Agency quoted a doctor as saying that two nurses had told her “nobody
was warned”, and that the hospital has no boats.

The ministry denies that any warning was late.

Subscribe to our newsletter!

قال المتحدث إن الجسر مغلق, a spokesman wrote.

"It is <b>over</b>," said <script>alert('x')</script> Bo & Sons.

“First the cellars go.

“Then the roads.”
"""


@pytest.fixture(scope="session")
def flood() -> Reading:
    """Nested and split quotes, emoji, right-to-left words, markup, a quote with no cue."""

    def of(*words: str) -> Spans:
        return spans(FLOOD, *words)

    warned = "two nurses had told her “nobody\nwas warned”"
    attributions = (
        Attribution(
            id="a1",
            source=of("agency"),
            cue=of(":"),
            content=of("River Wend may flood Oster again, engineers warn"),
            form=Form.INDIRECT,
        ),
        Attribution(
            id="a2",
            source=of("engineers"),
            cue=of("warn"),
            content=of("River Wend may flood Oster again"),
            form=Form.INDIRECT,
            nested_in="a1",
            score=0.91,
        ),
        Attribution(
            id="a3",
            source=of("the mayor, Ana Ruiz 🌊"),
            cue=of("said"),
            content=of("“The dam will hold,”", "“if the rain stops by noon.”"),
            form=Form.DIRECT,
            score=0.98,
        ),
        Attribution(
            id="a4",
            source=of("The Tarn News Agency"),
            cue=of("quoted", "as saying"),
            content=of(f"a doctor as saying that {warned}, and that the hospital has no boats"),
            form=Form.MIXED,
            score=0.83,
        ),
        Attribution(
            id="a5",
            source=of("a doctor"),
            cue=of("as saying"),
            content=of(warned, "the hospital has no boats"),
            form=Form.MIXED,
            nested_in="a4",
            score=0.8,
        ),
        Attribution(
            id="a6",
            source=of("two nurses"),
            cue=of("told"),
            content=of("“nobody\nwas warned”"),
            form=Form.DIRECT,
            nested_in="a5",
            score=0.77,
        ),
        Attribution(
            id="a7",
            source=of("The ministry"),
            cue=of("denies"),
            content=of("that any warning was late"),
            form=Form.INDIRECT,
        ),
        Attribution(
            id="a8",
            source=of("a spokesman"),
            cue=of("wrote"),
            content=of("قال المتحدث إن الجسر مغلق"),
            form=Form.INDIRECT,
        ),
        Attribution(
            id="a9",
            source=of("<script>alert('x')</script> Bo & Sons"),
            cue=of("said#2"),
            content=of('"It is <b>over</b>,"'),
            form=Form.DIRECT,
        ),
        Attribution(
            id="a10",
            source=(),
            cue=(),
            content=of("“First the cellars go.\n\n“Then the roads.”"),
            form=Form.DIRECT,
            score=0.5,
        ),
    )
    report = Report(
        id="wend/flood.txt",
        text=FLOOD,
        outlet="The Lower Wend Courier",
        published=datetime.fromisoformat("2026-03-12T14:05+00:00"),
        headline="River Wend may flood Oster again, engineers warn: agency",
        url="https://courier.example/wend?a=1&b=2",
        authors=("Lio Marsh",),
        language="en",
        furniture=of("Subscribe to our newsletter!"),
        captions=of("Workers fill sandbags by the old mill in Oster. (Photo: Lio Marsh)"),
        notes=("One quotation mark has no partner.",),
    )
    return Reading(report, attributions)


FERRY = """\
Vard Tolen, Hestria’s ambassador to Orel, said that at least 40 miners had left Port Anselm late \
on Monday. A guard at the mine told The Tarn Post on condition of anonymity that 1,500 to 2,000 \
crowns could be paid. He denied it, and Ivo Marr was there.
"""


@pytest.fixture(scope="session")
def ferry() -> Reading:
    """A report understood: a named person, an unnamed one through an outlet, one of two."""

    def of(*words: str) -> Spans:
        return spans(FERRY, *words)

    def one(words: str) -> Span:
        return of(words)[0]

    towns = tuple(
        Location(f"geonames:{n}", "Port Anselm", "city", code, 1.5, 2.5, 900)
        for n, code in ((1, "XA"), (2, "XB"))
    )
    monday = When(one("late on Monday"), date(2026, 3, 9), date(2026, 3, 9), "part of day")
    attributions = (
        Attribution(
            id="a1",
            source=of("Vard Tolen, Hestria’s ambassador to Orel"),
            cue=of("said"),
            content=of("that at least 40 miners had left Port Anselm late on Monday"),
            form=Form.INDIRECT,
            stance=Stance.ASSERTS,
            source_kind=Kind.NAMED_PERSON,
            source_name="Vard Tolen",
            party="p1",
            origin="Vard Tolen",
            figures=(Figure(one("at least 40 miners"), 40, None, "miners", "miners"),),
            dates=(monday,),
            places=(Place(one("Port Anselm"), towns, "several entries"),),
            evidence=(Evidence("stance", "say", of("said")),),
        ),
        Attribution(
            id="a2",
            source=of("A guard at the mine"),
            cue=of("told"),
            content=of("that 1,500 to 2,000 crowns could be paid"),
            form=Form.INDIRECT,
            stance=Stance.ASSERTS,
            source_kind=Kind.UNNAMED_PERSON,
            party="p2",
            via=(Hop("The Tarn Post", Kind.OUTLET, one("The Tarn Post"), "hearer"),),
            origin="The Tarn Post’s guard",
            figures=(Figure(one("1,500 to 2,000 crowns"), 1500, 2000, "crowns"),),
            hedges=of("could"),
        ),
        Attribution(
            id="a3",
            source=of("He#2"),
            cue=of("denied"),
            content=of("it#2"),
            form=Form.INDIRECT,
            stance=Stance.DENIES,
            source_kind=Kind.NAMED_PERSON,
            candidates=("p1", "p3"),
        ),
    )
    parties = (
        Party("p1", Kind.NAMED_PERSON, "Vard Tolen", "ambassador to Orel", "Hestria"),
        Party(
            "p2",
            Kind.UNNAMED_PERSON,
            description="a guard at the mine",
            terms="on condition of anonymity",
            spoke_to=("The Tarn Post",),
            mentions=of("A guard at the mine"),
        ),
        Party("p3", Kind.NAMED_PERSON, "Ivo Marr"),
    )
    report = Report("ferry.txt", FERRY, "The Estuary Courier", language="en")
    return Reading(report, attributions, parties)


@pytest.fixture(scope="session")
def hostile() -> Reading:
    """A report that tries to break out of everything it is written to."""
    text = (
        "=HYPERLINK(0)\x1b[2J\x07 said\t@x\x00: "
        "\u202eevil\u202c </script>\r\n\udc80--> [bold]b[/bold]\x9b1m"
    )
    evil = "\u202eevil\u202c </script>\r\n\udc80-->"
    attributions = (
        Attribution(
            id="a1",
            source=spans(text, "=HYPERLINK(0)\x1b[2J"),
            cue=spans(text, "said"),
            content=spans(text, "@x\x00", evil),
            form=Form.INDIRECT,
            nested_in="a1",
        ),
        Attribution(
            id='"><img src=x onerror=alert(1)>\n',
            source=(),
            cue=spans(text, "said"),
            content=spans(text, "[bold]b[/bold]\x9b1m"),
            form=Form.MIXED,
            nested_in="nowhere",
        ),
    )
    report = Report(
        id='-1+1|cmd"><script>alert(1)</script>\x1b]0;x\x07\nsecond line',
        text=text,
        outlet="=cmd()",
        headline="<img src=x onerror=alert(1)>",
        url="javascript:alert(1)",
        authors=("<b>x</b>",),
        language='x" onload="alert(1)',
        notes=("<i>note</i>\x1b[31m",),
    )
    return Reading(report, attributions)


@pytest.fixture(scope="session")
def plain() -> Reading:
    """A report without any attribution."""
    return Reading(Report("plain.txt", "It rained in Oster all week."))


@st.composite
def _readings(draw: st.DrawFn) -> Reading:
    text = draw(st.text(st.sampled_from(_AWKWARD) | st.characters(), min_size=1, max_size=120))
    places = st.lists(st.integers(0, len(text)), max_size=6, unique=True).map(sorted)

    def some() -> Spans:
        ends = draw(places)
        return tuple(Span.of(text, *pair) for pair in zip(ends[::2], ends[1::2], strict=False))

    attributions = []
    for number in range(1, draw(st.integers(0, 5)) + 1):
        source, cue, content = some(), some(), some()
        if source or cue or content:
            parent = draw(st.none() | st.sampled_from(["a1", "a2", "a3"]))
            form, score = draw(st.sampled_from(Form)), draw(st.floats(0, 1))
            attributions.append(
                Attribution(f"a{number}", source, cue, content, form, parent, score)
            )
    words = st.none() | st.text(st.sampled_from(_AWKWARD), max_size=12)
    report = Report(
        id=draw(st.text(st.sampled_from(_AWKWARD), min_size=1, max_size=12)),
        text=text,
        outlet=draw(words),
        headline=draw(words | st.just(text.strip().split("\n")[0])),
        url=draw(words),
        language=draw(words),
        furniture=some(),
        captions=some(),
        notes=tuple(filter(None, [draw(words)])),
    )
    return Reading(report, tuple(attributions))


@pytest.fixture(scope="session")
def any_reading() -> st.SearchStrategy[Reading]:
    """Readings of any text with any spans."""
    return _readings()
