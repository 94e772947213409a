"""Which mentions of a story stand on the same origin."""

from __future__ import annotations

import numpy as np

from reportedly.link.entry import Entry, Known
from reportedly.link.origins import origins, settle
from reportedly.model import (
    Attribution,
    Claim,
    Debt,
    Derivation,
    Form,
    Hop,
    Kind,
    Mention,
    Party,
    Reading,
    Report,
    Voice,
)


def entry(name: str, outlet: str, said: list[tuple[Party, str]], via: str = "") -> Entry:
    """A report in which each party says its words, after "said:"."""
    text = "".join(f"{p.label} said: {words}.\n" for p, words in said)
    report = Report(name, text, outlet=outlet)
    attributions, mentions = [], []
    for n, (party, words) in enumerate(said):
        at = text.index(words)
        start = text.index(party.label)
        source, content = (
            report.span(start, start + len(party.label)),
            report.span(at, at + len(words)),
        )
        hops = (Hop(via, Kind.OUTLET, source, "told"),) if via else ()
        attribution = Attribution(
            f"a{n}",
            (source,),
            (),
            (content,),
            Form.INDIRECT,
            party=party.id,
            via=hops,
            origin=party.label,
        )
        attributions.append(attribution)
        mentions.append(Mention(f"{name}:{n}", name, content, attribution=f"a{n}", via=hops))
    reading = Reading(report, tuple(attributions), tuple(p for p, _ in said))
    return Entry(reading, tuple(mentions), np.zeros((len(mentions), 1), np.float32), {})


def person(name: str, role: str | None = None, affiliation: str | None = None) -> Party:
    return Party("p1", Kind.NAMED_PERSON, name, role, affiliation)


def body(name: str) -> Party:
    return Party("p2", Kind.ORGANISATION, name)


def unnamed(words: str) -> Party:
    return Party("p3", Kind.UNNAMED_GROUP, description=words)


def of(entries: tuple[Entry, ...]) -> list[str | None]:
    return [m.origin for e in entries for m in e.mentions]


def test_a_named_person_is_one_origin_wherever_quoted() -> None:
    one = entry("r1", "Orth Gazette", [(person("Ada Perrick"), "the bridge was shut at noon")])
    two = entry("r2", "Tarn Post", [(person("Perrick"), "nobody was on the bridge")])
    first, second = of(origins([one, two], Known())[0])
    assert first == second is not None


def test_a_spokesman_speaks_for_the_body_and_a_short_name_is_the_body() -> None:
    spokesman = person("Ivo Marl", "a spokesman", "Orth Water Company")
    one = entry("r1", "Orth Gazette", [(spokesman, "the pumps are running")])
    two = entry("r2", "Tarn Post", [(body("Orth Water Company"), "no pump has failed")])
    three = entry("r3", "Low Echo", [(body("OWC"), "it will look at the pumps")])
    assert len(set(of(origins([one, two, three], Known())[0]))) == 1


def test_the_unnamed_sources_of_two_outlets_are_two_and_those_of_one_outlet_are_one() -> None:
    mine = entry("r1", "Orth Gazette", [(unnamed("three officers"), "the gate was open")])
    passed = entry("r2", "Tarn Post", [(unnamed("officers"), "a gate stood open")], "Orth Gazette")
    other = entry("r3", "Low Echo", [(unnamed("officers"), "they had seen no gate")])
    one, two, three = of(origins([mine, passed, other], Known())[0])
    assert one == two
    assert three not in (one, None)


def test_the_ministries_of_two_countries_are_two() -> None:
    one = entry("r1", "Orth Gazette", [(body("French Health Ministry"), "the ward was closed")])
    two = entry("r2", "Tarn Post", [(body("Polish Health Ministry"), "no ward was closed")])
    first, second = of(origins([one, two], Known())[0])
    assert first != second


def test_an_origin_keeps_its_id_as_reports_arrive() -> None:
    one = entry("r1", "Orth Gazette", [(unnamed("three officers"), "the gate was open")])
    (first,), found = origins([one], Known())
    two = entry("r0", "Tarn Post", [(unnamed("officers"), "a gate stood open")], "Orth Gazette")
    after, _ = origins([two, first], Known(entries=(first,), origins=found))
    assert set(of(after)) == {first.mentions[0].origin}


def test_a_headline_stands_on_what_its_report_quotes_for_it() -> None:
    one = entry("r1", "Orth Gazette", [(person("Ada Perrick"), "the bridge was shut at noon")])
    (done,), _ = origins([one], Known())
    said = done.mentions[0]
    lead = Mention("r1:9", "r1", said.span, Voice.OWN)
    alone = Mention("r2:9", "r2", said.span, Voice.OWN)
    settled = settle(Claim("c1", "", (lead, said, alone)), {"r1": done.reading})
    assert [m.origin for m in settled.mentions] == [said.origin, said.origin, None]


def test_a_lone_surname_is_not_somebody_else_of_that_name() -> None:
    one = entry("r1", "Orth Gazette", [(person("Ada Perrick"), "the bridge was shut at noon")])
    other = person("Perrick")
    two = entry("r2", "Tarn Post", [(other, "Olo Perrick had crossed the bridge")])
    first, second = of(origins([one, two], Known())[0])
    assert first != second


def test_a_minister_is_not_the_ministry_of_another_country() -> None:
    ministry = body("Foreign Ministry of Lorvia")
    minister = person("Ada Perrick", "foreign minister", "Tarnland")
    one = entry("r1", "Orth Gazette", [(ministry, "the border is open")])
    two = entry("r2", "Tarn Post", [(minister, "no border was ever shut")])
    first, second = of(origins([one, two], Known())[0])
    assert first != second


def test_a_person_named_beside_a_body_in_any_report_speaks_for_it() -> None:
    told = "Ada Perrick, head of the Orth Survey, measured the slope"
    one = entry("r1", "Orth Gazette", [(body("Orth Survey"), told)])
    two = entry("r2", "Tarn Post", [(person("Ada Perrick"), "the slope had not moved since May")])
    first, second = of(origins([one, two], Known())[0])
    assert first == second


def test_two_places_have_two_sources_and_none_grows_by_resemblance() -> None:
    words = ["a source at Orth Harbour", "a source", "a source at Tarn Castle"]
    said = ["two boats came in", "three boats left at dawn", "no gate was shut at night"]
    all_three = [
        entry(f"r{n}", "Low Echo", [(unnamed(w), s)])
        for n, (w, s) in enumerate(zip(words, said, strict=True))
    ]
    harbour, _, castle = of(origins(all_three, Known())[0])
    assert harbour != castle


def test_a_body_s_own_statement_is_its_word_throughout() -> None:
    own = entry("r1", "Orth Water Company", [(unnamed("we"), "no pump of ours has failed")])
    text = "Statement on the pumps\n" + own.reading.report.text
    report = Report("r1", text, outlet="Orth Water Company")
    lead = Mention("r1:1", "r1", report.span(0, 22), Voice.OWN)
    stated = Entry(Reading(report), (lead,), own.vectors, {})
    two = entry("r2", "Tarn Post", [(body("Orth Water Company"), "the pumps are sound")])
    first, second = of(origins([stated, two], Known())[0])
    assert first == second is not None


def test_the_origin_of_unnamed_sources_names_the_outlet_they_spoke_to() -> None:
    one = entry("r1", "The Orth Gazette", [(unnamed("three officers"), "the gate was open")])
    two = entry("r2", "Tarn Post", [(unnamed("officers"), "a gate stood open")], "Orth Gazette")
    _, found = origins([two, one], Known())
    assert {(o.outlet, o.kind) for o in found} == {("The Orth Gazette", Kind.UNNAMED_GROUP)}


def test_words_that_an_earlier_report_has_keep_the_origin_they_have_there() -> None:
    words = "the wall had been leaning towards the river since the winter"
    one = entry("r1", "Orth Gazette", [(person("Ada Perrick"), words)])
    two = entry("r2", "Tarn Post", [(unnamed("a retired mason"), words)])
    first, second = of(origins([one, two], Known())[0])
    assert first == second is not None


def test_origins_keep_their_ids_when_reports_come_one_by_one() -> None:
    reports = [
        entry("r1", "Orth Gazette", [(unnamed("three officers"), "the gate was open")]),
        entry("r2", "Tarn Post", [(person("Ada Perrick"), "the bridge was shut at noon")]),
        entry("r3", "Low Echo", [(unnamed("officers"), "a gate stood open")], "Orth Gazette"),
        entry("r4", "Low Echo", [(person("Perrick"), "nobody was on the bridge")]),
    ]
    done: tuple[Entry, ...] = ()
    known = Known()
    for report in reports:
        done, found = origins([*done, report], known)
        held = Claim("c1", "", tuple(m for e in done for m in e.mentions))
        known = Known(entries=done, claims=(held,), origins=found)
    assert of(done) == of(origins(reports, Known())[0])


def test_what_a_report_states_itself_stands_on_what_it_derives_from() -> None:
    one = entry("r1", "Orth Gazette", [(person("Ada Perrick"), "the bridge was shut at noon")])
    two = entry("r2", "Tarn Post", [(person("Ivo Marl"), "the bridge was shut")])
    (first, second), _ = origins([one, two], Known())
    alone = Mention("r2:9", "r2", second.mentions[0].span, Voice.OWN)
    claim = Claim("c1", "", (first.mentions[0], alone))
    readings = {e.id: e.reading for e in (first, second)}
    debt = Derivation("r2", "r1", Debt.CITES, 0.9)
    settled = settle(claim, readings, [debt])
    assert settled.mentions[1].origin == first.mentions[0].origin
    assert settle(claim, readings).mentions[1].origin is None
