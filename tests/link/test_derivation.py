from __future__ import annotations

from datetime import UTC, datetime, timedelta

from reportedly.link.derivation import changes, derivations, fingerprint
from reportedly.model import Debt, Reading, Report

NOON = datetime(2031, 4, 2, 12, tzinfo=UTC)
FERRY = (
    "Ferry Ordella runs aground off Pellick\n\n"
    "PELLICK, April 2 (TNA) - The ferry Ordella ran aground off Pellick on Wednesday with 212 "
    "people aboard, the harbour master said, after its steering failed in the narrows.\n\n"
    '"She turned like a cow on ice and sat down on the bank," harbour master Corin Havell told '
    "TNA. He said nobody was hurt and that two tugs were on their way from Scarn.\n\n"
    "The Ordella was built in 2009 and last inspected in January, according to its owner."
)


def reading(name: str, outlet: str, text: str, hours: float) -> Reading:
    published = NOON + timedelta(hours=hours)
    return Reading(Report(name, text, outlet, published, text.split("\n", 1)[0]))


WIRE = reading("wire", "Tarn News Agency", FERRY, 0)
PAPER = reading(
    "paper",
    "The Scarn Lantern",
    "Orchard prize for Scarn grower\n\nA grower in Scarn has won the county prize for pears. "
    "The jury praised the blossom and the patience of Lise Omber, who is 81.",
    1,
)


def test_a_copy_with_a_new_headline_is_a_reprint_and_its_changes_are_shown() -> None:
    text = FERRY.replace("Ferry Ordella runs", "Stuck fast: Ordella runs").replace("212", "221")
    copy = reading("copy", "The Pellick Gull", text, 3)
    (debt,) = derivations(copy, [WIRE, PAPER])
    assert (debt.source, debt.debt) == ("wire", Debt.REPRINTS)
    assert ("212", "221") in debt.changes


def test_a_copy_owes_only_its_original_whoever_that_names() -> None:
    named = FERRY + " The Scarn Lantern first wrote of the steering."
    original = reading("o", "Tarn News Agency", named, 2)
    copy = reading("copy", "The Pellick Gull", named, 3)
    assert [d.source for d in derivations(copy, [WIRE, PAPER, original])] == ["o"]


def test_naming_an_agency_by_its_initials_for_what_it_holds_cites_it() -> None:
    later = reading(
        "later",
        "Coastwise",
        "Ferry stuck off Pellick\n\nThe ferry Ordella ran aground off Pellick with 212 people "
        "aboard, according to the agency TNA. Its steering had failed in the narrows.",
        5,
    )
    (debt,) = derivations(later, [WIRE, PAPER])
    assert (debt.source, debt.debt) == ("wire", Debt.CITES)
    assert any("TNA" in reason.words for reason in debt.reasons)


def test_a_quote_that_first_stood_elsewhere_is_a_hidden_debt() -> None:
    later = reading(
        "later",
        "Daily Foghorn",
        "COW ON ICE! Terror on doomed ferry\n\n“She turned like a cow on ice and sat down on the "
        "bank,” fumed the man in charge of the harbour as 212 passengers shivered aboard the "
        "Ordella. Its steering failed in the narrows.",
        9,
    )
    (debt,) = derivations(later, [WIRE, PAPER])
    assert (debt.source, debt.debt) == ("wire", Debt.REWRITES)
    assert any("cow on ice" in reason.words for reason in debt.reasons)


def test_reports_on_different_things_owe_each_other_nothing() -> None:
    assert derivations(PAPER, [WIRE]) == ()
    assert derivations(WIRE, [PAPER]) == ()


def test_no_report_derives_from_a_later_one_that_it_does_not_name() -> None:
    later = reading("later", "Coastwise", FERRY.replace("TNA", "Coastwise"), 5)
    assert derivations(WIRE, [later]) == ()


def test_fingerprints_give_what_readings_give() -> None:
    copy = reading("copy", "The Pellick Gull", FERRY, 3)
    prints = [fingerprint(WIRE), fingerprint(PAPER)]
    assert derivations(fingerprint(copy), prints) == derivations(copy, [WIRE, PAPER])
    assert changes(fingerprint(copy), prints[0]) == ()


def test_reports_without_outlet_date_or_words_are_no_trouble() -> None:
    empty = Reading(Report("e", ""))
    bare = Reading(Report("b", "Rain."))
    assert derivations(empty, [bare, WIRE]) == ()
    assert derivations(bare, [empty, WIRE]) == ()
