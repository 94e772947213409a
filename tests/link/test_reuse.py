from __future__ import annotations

from reportedly.link.naming import is_statement, names_of
from reportedly.link.reuse import Pool, fingerprint, term_of
from reportedly.model import Reading, Report


def test_words_are_compared_without_endings_and_numbers_as_digits() -> None:
    assert term_of("investigators") == term_of("investigation")
    assert term_of("twelve") == term_of("12") == "12"
    assert term_of("the") is None


def test_an_outlet_is_known_by_its_name_its_initials_and_its_last_word() -> None:
    names = names_of(Report("r", "ORTHAM (CoPA) - Rain.", "Corrin Press Association"))
    assert "CoPA" in names.single
    assert names_of(Report("r", "Rain.", "The Daily Foghorn")).short == ("Foghorn",)
    assert names_of(Report("r", "Rain.", "Radio Pellick")).short == ()


def test_a_body_speaks_for_itself_and_a_paper_does_not() -> None:
    own = Report("r", "Ordella Lines: statement on the grounding\n\nWe regret it.", "Ordella Lines")
    news = Report("r", "Ordella aground\n\nBy Lise Omber\n\nIt ran aground.", "The Pellick Gull")
    assert is_statement(own)
    assert not is_statement(news)


def test_a_word_that_most_reports_hold_weighs_less() -> None:
    texts = ["The ferry sank.", "The ferry turned.", "The ferry grounded near Pellick."]
    prints = [fingerprint(Reading(Report(f"r{i}", t))) for i, t in enumerate(texts)]
    pool = Pool.of(prints)
    assert pool.weight("ferry") < pool.weight("pellick"[:6])
