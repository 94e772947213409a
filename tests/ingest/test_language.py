"""The language of a text."""

from __future__ import annotations

import subprocess
import sys

import pytest

from reportedly.ingest.language import language_name, language_of
from reportedly.ingest.options import IngestOptions
from reportedly.ingest.report import report_of

ENGLISH = (
    "The mayor of Vellmar said on Monday that the bridge, which was built in 1911, was unsafe."
)


@pytest.mark.parametrize("text", [ENGLISH, ENGLISH.lower(), ENGLISH.upper(), ENGLISH * 500])
def test_english_is_english_in_any_case(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "...",
        "Dam bursts",
        "Quake kills 118 in southern Calvessa",
        "QUAKE KILLS 118; APARTMENT BLOCK FALLS; HUNDREDS FLEE HOMES",
        "Vellmar mayor Oda Brink quits amid bridge row, aide Hugo Sarn replaces her",
        "12:45 14:00 15:30",
    ],
)
def test_short_english_is_never_called_another_language(text: str) -> None:
    assert language_of(text) in (None, "en")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "de",
            "Die Bürgermeisterin sagte am Montag, die Brücke werde für immer geschlossen, weil "
            "Fachleute einen Riss gefunden hätten.",
        ),
        (
            "fr",
            "La maire a déclaré lundi que le pont serait fermé pour toujours, parce que les "
            "experts ont trouvé une fissure.",
        ),
        (
            "nl",
            "De burgemeester zei maandag dat de brug voor altijd gesloten wordt omdat er een "
            "scheur is gevonden door deskundigen.",
        ),
        ("ru", "Мэр города заявила в понедельник, что мост будет закрыт навсегда."),
        ("ar", "قالت رئيسة البلدية يوم الاثنين إن الجسر سيغلق إلى الأبد بسبب شق في سطحه"),
    ],
)
def test_another_language_is_named_in_a_note_and_the_text_still_read(code: str, text: str) -> None:
    report = report_of(text, "a.txt", IngestOptions())
    assert (report.language, report.supported, report.text) == (code, False, text)
    assert f"{language_name(code)} ({code})" in report.notes[0]


def test_a_long_text_in_another_script_is_never_taken_for_supported() -> None:
    report = report_of("مرحبا بالعالم 😀 " * 2_000, "a.txt", IngestOptions())
    assert not report.supported and report.notes


def test_english_costs_no_detector() -> None:
    code = (
        "import sys; from reportedly.ingest.language import language_of; "
        f"print(language_of({ENGLISH!r}), 'numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["en", "False"]
