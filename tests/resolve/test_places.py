"""Places are told from people, outlets and words, and settled where the report settles them."""

import gzip
import json
from pathlib import Path

import pytest

from reportedly.model import Place, Report, Span
from reportedly.resolve.gazetteer import DATA
from reportedly.resolve.places import find_places

# a text and what it names: the words, the country of the entry or "?" where several stay, its kind
SETTLED = [
    ("Two miners were hurt in Kazan, Russia.", "Kazan RU city; Russia RU country"),
    ("He lives in Paris, Texas.", "Paris US city; Texas US region"),
    ("They met in Paris.", "Paris FR city"),
    ("She moved to Springfield, Ill., from Ohio.", "Springfield US city; Ohio US region"),
    ("Atlanta, Georgia, was calm.", "Atlanta US city; Georgia US region"),
    (
        "Georgia and Russia met near Tbilisi.",
        "Georgia GE country; Russia RU country; Tbilisi GE city",
    ),
    (
        "In Texas and in Georgia, U.S. voters queued.",
        "Texas US region; Georgia US region; U.S. US country",
    ),
    ("Clashes broke out in Tripoli in Lebanon.", "Tripoli LB city; Lebanon LB country"),
    ("Clashes broke out in Tripoli.", "Tripoli LY city"),
    ("Lebanese troops moved on Tripoli.", "Tripoli LB city"),
    ("London, Ontario, was cold.", "London CA city; Ontario CA region"),
    ("The ship left Odessa, Ukraine.", "Odessa UA city; Ukraine UA country"),
    ("The Turkish city of Adana shook.", "Adana TR city"),
    ("Syria's Aleppo was hit.", "Syria SY country; Aleppo SY city"),
    ("The road runs to Homs province in Syria.", "Homs SY region; Syria SY country"),
    ("Shells fell in the province of Hama in Syria.", "Hama SY region; Syria SY country"),
    ("Washington state burned.", "Washington US region"),
    ("In New York and in New York state", "New York US city; New York US region"),
    ("England and Scotland voted.", "England GB region; Scotland GB region"),
    ("BEIRUT (KWA) - The port closed.", "BEIRUT LB city"),
    ("The London-based group and US-backed rebels", "London GB city"),
    (
        "He flew to St. Louis from San Diego in the U.S.",
        "St. Louis US city; San Diego US city; U.S. US country",
    ),
    (
        "Trinidad and Tobago beat South Korea.",
        "Trinidad and Tobago TT country; South Korea KR country",
    ),
    ("Kiev and Kyiv in Ukraine", "Kiev UA city; Kyiv UA city; Ukraine UA country"),
    ("The rains reached Saigon and stayed in Saigon.", "Saigon VN city; Saigon VN city"),
    ("In Nice, France, and in Mobile, Ala.", "Nice FR city; France FR country; Mobile US city"),
]
# spellings of towns in reports on Syria, each said to lie there
SPELLED = """Aleppo|Halab|Homs|Hama|Idlib|Idleb|Raqqa|ar-Raqqah|Al-Raqqa|Deir ez-Zor|Deir al-Zour|
Deir Ezzor|Deir el-Zour|Daraa|Douma|Afrin|Palmyra|Kobani|Kobane|Hasakeh|al-Hasakah|Qamishli|
Khan Sheikhoun|Khan Shaykhun|Maarat al-Numan|Maaret al-Numan|Saraqeb|Jisr al-Shughour|al-Bab|
Manbij|Jarablus|Zabadani|Madaya|Azaz|Latakia|Lattakia|Tartus|Kafranbel"""
# texts that name no place of the gazetteer
NONE = [
    "Paris Hilton met Jordan Peele and Chelsea Clinton.",
    "Hillary Clinton spoke. Clinton left. She looked at Clinton.",
    "Georgia Smith and Mr. Lincoln disagreed.",
    "The Washington Post, the Boston Globe and The New York Times reported it.",
    "Reading was nice. Most of it was mobile. Of course, Police came. March began on Sunday.",
    "Turkish troops, American voters and the French left.",
    "In Port Amity, the mayor of Breck Ford said that Corrin Water was safe.",
    "The University of Chicago and the Bank of England declined.",
    "A pro-Russia crowd and Iran-backed fighters came.",
    "SANA said so. EST is a zone. He told IAN.",
    "We feel the Bern!",
    "The White House and the West Coast.",
    "Clinton County and Lincoln Street.",
    "Marlow was quiet. So was Halden.",
    "",
    "A",
]


def found(text: str) -> tuple[Place, ...]:
    return find_places(Report("r", text))


def told(text: str) -> str:
    return "; ".join(
        f"{p.span.text} {p.location.country} {p.location.kind}"
        if p.location
        else f"{p.span.text} ?"
        for p in found(text)
    )


@pytest.mark.parametrize(("text", "places"), SETTLED)
def test_a_place_is_found_and_settled(text: str, places: str) -> None:
    assert told(text) == places


@pytest.mark.parametrize("name", [n.strip() for n in SPELLED.split("|")])
def test_a_town_is_found_in_the_spellings_that_reports_use(name: str) -> None:
    places = found(f"Shells fell in {name} in northern Syria on Monday.")
    assert [(p.span.text, {c.country for c in p.candidates}) for p in places] == [
        (name, {"SY"}),
        ("Syria", {"SY"}),
    ]


@pytest.mark.parametrize("text", NONE)
def test_people_outlets_words_and_invented_names_are_no_places(text: str) -> None:
    assert told(text) == ""


def test_a_name_that_nothing_settles_keeps_its_candidates_likeliest_first() -> None:
    (_, place) = found("In America, a man won in Springfield.")
    assert place.rule == "ambiguous" and place.location is None
    assert 2 < len(place.candidates) <= 8
    people = [c.population for c in place.candidates]
    assert people == sorted(people, reverse=True)
    assert len({c.id for c in place.candidates}) == len(people)


def test_a_state_named_elsewhere_in_the_report_settles_a_town() -> None:
    places = found("Voters in Missouri queued. In Springfield, rain fell. The American way.")
    assert [(p.span.text, p.rule) for p in places] == [
        ("Missouri", "only entry"),
        ("Springfield", "its region is named"),
    ]


def test_what_one_mention_is_told_by_holds_for_the_next() -> None:
    first, _, second = found("In Salem, Oregon, it rained. Crowds in Salem left. An American day.")
    assert first.candidates == second.candidates and len(first.candidates) == 1
    both = found("Paris, Texas, is small. They dream of Paris, far away in Paris.")[-1]
    assert {c.country for c in both.candidates} == {"FR", "US"}


def test_a_town_that_the_gazetteer_lacks_is_no_other_of_that_name() -> None:
    assert told("He lives in Cairo, N.D., they say.") == ""
    assert told("He lives in Berlin, Vermont.") == "Vermont US region"


def test_small_towns_count_only_where_their_country_is_named() -> None:
    assert told("The store in Halden closed.") == ""
    assert told("The store in Halden closed, Norwegian police said.") == "Halden NO city"


def test_entries_say_what_they_are() -> None:
    (place,) = found("They met in Kazan.")
    entry = place.candidates[0]
    assert (entry.id, entry.name, entry.kind) == ("geonames:551487", "Kazan", "city")
    assert (entry.latitude, entry.longitude) == pytest.approx((55.79, 49.12), abs=0.02)
    assert entry.population > 1_000_000


def test_names_known_to_be_others_and_page_furniture_are_left_out() -> None:
    text = "Moscow said so. Subscribe in London today."
    report = Report("r", text, furniture=(Span.of(text, 16, len(text)),))
    assert [p.span.text for p in find_places(report)] == ["Moscow"]
    assert find_places(report, [Span.of(text, 0, 6)]) == ()


def test_the_gazetteer_is_small_and_says_whose_it_is() -> None:
    assert DATA.stat().st_size < 1_500_000
    head = gzip.decompress(DATA.read_bytes())[:400].decode()
    assert "GeoNames" in head and "CC BY 4.0" in head


def test_stories_of_invented_places_name_none(shared: Path) -> None:
    for path in sorted((shared / "stories" / "train").glob("*/reports/*.txt")):
        assert told(path.read_text(encoding="utf-8")) == "", path


def test_reports_from_syria_name_its_towns(shared: Path) -> None:
    with gzip.open(shared / "data" / "fa-kes" / "fa-kes.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line, _ in zip(lines, range(100), strict=False)]
    places = [p for text in texts for p in found(text)]
    syrian = sum("SY" in {c.country for c in p.candidates} for p in places)
    assert len(places) > 400 and syrian > 0.7 * len(places)
    assert sum(p.location is None for p in places) < 0.05 * len(places)
