"""Outlets are found by any of their names, and told by how they are named where none knows them."""

from pathlib import Path

import pytest

from reportedly.errors import ConfigError
from reportedly.resolve.outlets import Outlet, Outlets, is_wire, load_outlets, looks_like_outlet

NAMED = [
    ("The Washington Post", "The Washington Post"),
    ("the Washington Post", "The Washington Post"),
    ("Washington Post’s", "The Washington Post"),
    ("WASHINGTON POST", "The Washington Post"),
    ("the New York  Times'", "The New York Times"),
    ("reuters", "Reuters"),
    ("AP", "Associated Press"),
    ("the AP's", "Associated Press"),
    ("Agence France Presse", "Agence France-Presse"),
    ("dpa", "Deutsche Presse-Agentur"),
    ("Hurriyet", "Hürriyet"),
    ("Al-Jazeera", "Al Jazeera"),
    ("The Nation", "The Nation"),
    ("Time", "Time"),
    ("Barron's", "Barron's"),
]
NOT_NAMED = ["ap", "time", "nature", "the nation", "Hill", "Barron", "Australian", "Tarn Post", ""]
LIKE_OUTLETS = """The Brammel Gazette|The Tarn Post|Morning Star|Evening Standard|Daily Kettle|
Corrin News Agency|Merrin Wire Service|Northcoast Radio|Radio Five|Public Radio Corrin|Harbour FM|
KestrelNews|Sievewire|Oriel 24|Channel Corrin|La Gazette de Morvaux|Courrier d’Aubrelle|
Hohenlaufer Grenzblatt|Ruvenski Kurier|Alder Review|Brack Coast Herald|Lisk Evening Lantern|
The Times|Averone Press Association|Corrin Observer|The Lowen Mercury"""
UNLIKE_OUTLETS = """Corrin Water|Syrian Observatory for Human Rights|Observer Mission|Fort Post|
Medical Examiner|Chief Electoral Examiner|Federal Register|Judicial Review|Royal Mail|Gold Standard|
Polar Star|Ana Record|Ferryman|Post|Observer|Sunday Mass|Daily Briefing|Channel Tunnel|
Corrin Broadcasting Commission|the radio|Press Office|Odile Tarn|Command Post|Newsome|Cypress|"""


def split(names: str) -> list[str]:
    return [name.strip() for name in names.split("|")]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "mine.tsv"
    path.write_text(
        "# mine\n\nThe Tarn Post\tthe Post|TP\ttarnpost.example\n"
        "Wend News Agency\tWNA\twna.example\twire\n"
        "Reuters\tRoyters\treuters.example\n",
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize(("name", "outlet"), NAMED)
def test_an_outlet_is_found_by_its_names(name: str, outlet: str) -> None:
    found = load_outlets().find(name)
    assert found is not None and found.name == outlet


@pytest.mark.parametrize("name", NOT_NAMED)
def test_words_and_people_are_no_outlets(name: str) -> None:
    assert load_outlets().find(name) is None


def test_the_registry_is_large_and_no_name_in_it_is_of_two_outlets() -> None:
    owners: dict[str, str] = {}
    for outlet in load_outlets():
        for name in {*outlet.domains, outlet.name, *outlet.aliases}:
            assert owners.setdefault(name.removeprefix("The "), outlet.name) == outlet.name
    assert len(load_outlets()) > 1000
    assert sum(outlet.wire for outlet in load_outlets()) > 100


@pytest.mark.parametrize(
    ("address", "outlet"),
    [
        ("https://www.reuters.com/world/a-report", "Reuters"),
        ("uk.reuters.com", "Reuters"),
        ("http://BBC.co.uk:80/news?x=1", "BBC"),
        ("notreuters.com", None),
        ("com", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_an_outlet_is_found_by_its_address(address: str, outlet: str | None) -> None:
    found = load_outlets().by_domain(address)
    assert (found.name if found else None) == outlet


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("He told Reuters and the New York Times's man.", ["Reuters", "New York Times"]),
        ("Nature Conservancy staff read Nature daily.", ["Nature"]),
        ("Time is short, Time said.", ["Time"]),
        ("On the hill The Hill said so; Anita Hill did not.", ["The Hill"]),
        ("An AFP-led pool, C-SPAN (dpa) and RFE/RL", ["AFP", "C-SPAN", "dpa", "RFE/RL"]),
        ("A nation, a vice, a foreign policy.", []),
        ("Sputniks and Reutersville", []),
    ],
)
def test_outlets_named_in_a_text_are_found_where_they_stand(text: str, named: list[str]) -> None:
    found = load_outlets().find_in(text, 0, len(text))
    assert [span.text for span, _ in found] == named
    assert all(span.holds_in(text) for span, _ in found)


def test_only_the_stretch_asked_for_is_searched() -> None:
    text = "Reuters, AFP, Reuters"
    assert [s.start for s, _ in load_outlets().find_in(text, 1, 13)] == [9]


def test_a_file_of_ones_own_adds_outlets_and_replaces_them(table: Path) -> None:
    outlets = load_outlets(table)
    tarn, wend = outlets.find("the Tarn Post"), outlets.by_domain("wna.example")
    assert tarn is not None and not tarn.wire and outlets.find("the Post") is tarn
    assert wend is not None and wend.wire
    assert outlets.by_domain("reuters.com") is None and outlets.find("Royters") is not None
    assert len(outlets) == len(load_outlets()) + 2


@pytest.mark.parametrize(
    ("row", "line"), [("A\tb\tc\twire\tmore", 2), ("A\tb\tc\tagency", 2), ("\tb", 2)]
)
def test_a_row_that_is_no_outlet_is_told_by_its_line(tmp_path: Path, row: str, line: int) -> None:
    path = tmp_path / "bad.tsv"
    path.write_text(f"# mine\n{row}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=rf"bad\.tsv:{line}: .*give name, aliases") as error:
        load_outlets(path)
    assert "\n" not in str(error.value)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "bytes.tsv").write_bytes(b"\xff\xfe\xfa")
    for name in ("none.tsv", "bytes.tsv"):
        with pytest.raises(ConfigError, match=name):
            load_outlets(tmp_path / name)


@pytest.mark.parametrize("name", split(LIKE_OUTLETS))
def test_an_unknown_outlet_is_told_by_how_it_is_named(name: str) -> None:
    assert looks_like_outlet(name)


@pytest.mark.parametrize("name", split(UNLIKE_OUTLETS))
def test_other_names_do_not_look_like_outlets(name: str) -> None:
    assert not looks_like_outlet(name)


def test_wires_are_known_or_called_so() -> None:
    assert is_wire("AFP") and is_wire("Corrin News Agency") and is_wire("Parvala Wire")
    assert not is_wire("The Washington Post") and not is_wire("The Brammel Gazette")
    assert not is_wire("Barbed Wire Company")


def test_a_later_entry_wins_an_alias() -> None:
    outlets = Outlets([Outlet("The Corrin Sun", ("CS",)), Outlet("Corrin Star", ("CS",))])
    found = outlets.find("CS")
    assert found is not None and found.name == "Corrin Star"
