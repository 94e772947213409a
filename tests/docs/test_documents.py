"""The documents against the code: examples run, nothing is undescribed, no link leads nowhere."""

from __future__ import annotations

import dataclasses
import doctest
import importlib
import pkgutil
import re
import shlex
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import pytest

import reportedly
from reportedly.errors import ModelError
from reportedly.ledger.answers import QuotedOrigin, ReportCard, Trace
from reportedly.model import (
    Attribution,
    Backing,
    Claim,
    Conflict,
    Debt,
    Derivation,
    Evidence,
    Figure,
    Form,
    Hop,
    Kind,
    Location,
    Loop,
    Mention,
    Origin,
    Party,
    Place,
    Reading,
    Reason,
    Report,
    Stance,
    Story,
    Voice,
    When,
    reading_to_dict,
)

ROOT = Path(__file__).parent.parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
EXAMPLES = ROOT / "src" / "reportedly" / "example"
READS_REPORTS = {"reportedly", "reportedly.reading"}
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def named(value: Any) -> str:
    return value.relative_to(ROOT).as_posix() if isinstance(value, Path) else str(value)


def blocks(document: Path, language: str) -> list[str]:
    text = document.read_text(encoding="utf-8")
    return [m.group(2) for m in _BLOCK.finditer(text) if m.group(1) == language]


def need_model() -> None:
    from reportedly.extract import load_tagger

    try:
        load_tagger(threads=1)
    except ModelError as error:
        pytest.skip(f"no model: {error}")


@pytest.mark.parametrize("document", [d for d in DOCUMENTS if blocks(d, "python")], ids=named)
def test_python_examples_run(
    document: Path, story_ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need_model()
    if "import spacy" in "".join(blocks(document, "python")):
        pytest.importorskip("spacy", reason="needs the spacy extra")
    for name in ("report.txt", "story.jsonl"):
        (tmp_path / name).write_bytes((EXAMPLES / name).read_bytes())
    for name in ("news.ledger", "hestrup.ledger"):
        (tmp_path / name).write_bytes(story_ledger.read_bytes())
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": "__main__"}
    for number, code in enumerate(blocks(document, "python"), 1):
        exec(compile(code, f"{named(document)}, example {number}", "exec"), names)


def command_lines() -> Iterator[Any]:
    """Every call of ``reportedly`` in a console example, without what it is piped into."""
    for document in DOCUMENTS:
        for block in blocks(document, "console"):
            for line in block.replace("\\\n", " ").splitlines():
                if line.startswith("$ "):
                    for piped in re.split(r"[|>]", line[2:]):
                        if piped.split()[:1] == ["reportedly"]:
                            yield pytest.param(
                                shlex.split(piped)[1:], id=f"{named(document)}: {piped.strip()}"
                            )


@pytest.mark.parametrize("words", list(command_lines()))
def test_command_examples_are_ones_that_the_command_line_takes(words: list[str]) -> None:
    from reportedly.cli import main

    command: click.Command = main
    context = click.Context(main, info_name="reportedly")
    while isinstance(command, click.Group) and words and words[0] in command.commands:
        command, words = command.commands[words[0]], words[1:]
        context = click.Context(command, parent=context, info_name=command.name)
    if "--help" in words or "--version" in words:
        return
    assert not isinstance(command, click.Group), words
    command.make_parser(context).parse_args(args=list(words))


def commands() -> list[tuple[str, click.Command]]:
    from reportedly.cli import main

    found: list[tuple[str, click.Command]] = []
    waiting: list[tuple[str, click.Command]] = [("reportedly", main)]
    while waiting:
        name, command = waiting.pop()
        found.append((name, command))
        if isinstance(command, click.Group):
            waiting += [(f"{name} {word}", sub) for word, sub in command.commands.items()]
    return sorted(found, key=lambda pair: pair[0])


def command_reference() -> str:
    folder = ROOT / "docs" / "reference"
    return "\n".join((folder / name).read_text("utf-8") for name in ("cli.md", "cli-ledger.md"))


def test_every_command_and_option_is_described() -> None:
    text = command_reference()
    sections = dict(re.findall(r"^## `([^`]+)`\n(.*?)(?=^##? |\Z)", text, re.M | re.S))
    assert sorted(sections) == [name for name, _ in commands()]
    for name, command in commands():
        for parameter in command.params:
            if isinstance(parameter, click.Option) and not parameter.hidden:
                for flag in [*parameter.opts, *parameter.secondary_opts]:
                    assert re.search(rf"`{flag}[ `]", sections[name]), f"{name} {flag}"
        described = set(re.findall(r"^\| `(--[\w-]+)", sections[name], re.M))
        real = {flag for p in command.params for flag in [*p.opts, *p.secondary_opts]}
        assert described <= real | {"--help"}, name


def test_every_choice_of_an_option_is_described() -> None:
    text = command_reference()
    for name, command in commands():
        for parameter in command.params:
            if isinstance(parameter.type, click.Choice):
                for choice in parameter.type.choices:
                    assert f"`{choice}`" in text, f"{name} {parameter.name} {choice}"


def understood() -> Reading:
    """A reading in which every answer is given, so that its JSON has every field."""
    report = Report("r", "So she said.", "Quay", datetime(2026, 3, 12, tzinfo=UTC))
    span = report.span(3, 6)
    when = When(span, date(2026, 3, 9), None, "day")
    said = Attribution(
        "a1",
        (span,),
        (report.span(7, 11),),
        (report.span(0, 2),),
        Form.INDIRECT,
        via=(Hop("Quay", Kind.OUTLET, span),),
        figures=(Figure(span, 1, 2),),
        dates=(when,),
        said=when,
        places=(Place(span, (Location("geonames:1", "Orel", "city", "XA", 1.0, 2.0),)),),
        evidence=(Evidence("stance", "say", (span,)),),
    )
    return Reading(report, (said,), (Party("p1", Kind.NAMED_PERSON, "Ada Voss"),))


def fields_of(value: Any, name: str = "") -> Iterator[str]:
    """The dotted names of all fields of plain data; a time of saying has the fields of a date."""
    if name and not isinstance(value, list):
        yield name
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict) and name != "attributions.said":
            for key, inner in one.items():
                path = f"{name}.{key}" if name else key
                yield path
                yield from fields_of(inner, path)


def test_every_field_of_the_json_is_described_and_no_other() -> None:
    data = reading_to_dict(understood())
    text = (ROOT / "docs" / "reference" / "json.md").read_text(encoding="utf-8")
    assert fields_described("json.md") == set(fields_of(data))
    assert f"`{data['schema']}`" in text
    for value in (*Form, *Stance, *Kind):
        assert f"`{value.value}`" in text, value


def test_every_field_of_the_profile_is_described() -> None:
    import io
    import json

    from reportedly.export.sources import COLUMNS, SCHEMA, Sources

    out = io.StringIO()
    profile = Sources(out, "json")
    profile.one(understood())
    profile.close()
    text = (ROOT / "docs" / "reference" / "formats.md").read_text(encoding="utf-8")
    for name in fields_of(json.loads(out.getvalue())):
        assert f"`{name.rpartition('.')[2]}`" in text, name
    for column in COLUMNS:
        assert f"`{column}`" in text, column
    assert f"`{SCHEMA}`" in text


def fields_described(document: str) -> set[str]:
    """The fields in the first column of a document's tables."""
    text = (ROOT / "docs" / "reference" / document).read_text(encoding="utf-8")
    described = "\n".join(re.findall(r"^\| (`[\w.]+`(?:, `[\w.]+`)*) \|", text, re.M))
    return set(re.findall(r"`([\w.]+)`", described))


AS_IN_READINGS = ("hops", "figures", "dates", "places", "said", "evidence")


def traced(mention: Mention) -> Trace:
    """A trace in which every answer is given, of one mention in one report."""
    origin = Origin("o1", "Ada Voss", Kind.NAMED_PERSON)
    reason = Reason("same figure", 1.0, "1")
    claim = Claim(
        "c1",
        "she said",
        (mention,),
        (Backing(origin, (mention.id,), (Stance.ASSERTS,), True, "counted"),),
        (Conflict("figure", mention.id, mention.id, ("1", "2"), "both cannot hold"),),
        "s1",
        ((mention.id, mention.id, (reason,)),),
    )
    card = ReportCard("r", "Quay", "So", datetime(2026, 3, 12, tzinfo=UTC), None, "s1")
    debt = Derivation("r", "q", Debt.REPRINTS, 0.9, (reason,), (("one", "two"),))
    return Trace(claim, (card,), (debt,), (Loop(("r", "q"), (reason,)),))


def test_every_field_of_the_json_of_claims_is_described_and_no_other() -> None:
    from reportedly.export.views.data import SCHEMA, plain, trace_data

    reading = understood()
    (said,) = reading.attributions
    values = {name: getattr(said, name) for name in ("via", "figures", "dates", "places", "said")}
    span = reading.report.span(3, 6)
    trace = trace_data(traced(Mention("r:0", "r", span, evidence=said.evidence, **values)))
    origin = QuotedOrigin("o1", "Ada Voss", Kind.NAMED_PERSON, None, 1, 1, ("Quay",), 1, 0)
    document = {
        "schema": SCHEMA,
        "reports": trace["reports"],
        "claims": [trace["claim"]],
        "loops": [["r", "q"]],
        "origins": [plain(origin)],
        "stories": [plain(Story("s1", "So", ("r",)))],
    }
    given = {*fields_of(document), *fields_of({n: trace[n] for n in ("derivations", "loops")})}
    inner = {f"claims.mentions.{name}." for name in AS_IN_READINGS}
    inner = {name for name in given if name.startswith(tuple(inner))}
    as_there = {name.replace("claims.mentions", "attributions") for name in inner}
    dates = {name.replace(".said.", ".dates.") for name in as_there}
    assert dates <= fields_described("json.md")
    reasons = {n for n in given if re.match(r"(derivations|loops)\.reasons\.", n)}
    assert fields_described("claims-json.md") == given - inner - reasons | {"claim"}
    text = (ROOT / "docs" / "reference" / "claims-json.md").read_text(encoding="utf-8")
    for value in (*Stance, *Kind, *Debt, *Voice, SCHEMA):
        assert f"`{value}`" in text, value


def test_every_method_of_a_ledger_and_field_of_a_query_is_described() -> None:
    text = (ROOT / "docs" / "reference" / "python.md").read_text(encoding="utf-8")
    section = text[text.index("## A ledger") : text.index("## Data")]
    for name in vars(reportedly.Ledger):
        if not name.startswith("_") and name != "close":
            assert re.search(rf"`{name}\(", section), name
    for field in dataclasses.fields(reportedly.ClaimQuery):
        assert re.search(rf"^\|.*`{field.name}`.*\|", section, re.M), field.name


def test_every_feature_of_the_pair_score_is_described() -> None:
    from reportedly.link.pairs import FEATURES

    text = (ROOT / "docs" / "linking-card.md").read_text(encoding="utf-8")
    for name in FEATURES:
        assert name in text, name


def test_every_format_that_a_ledger_is_exported_as_is_described() -> None:
    from reportedly.export.ledger import FORMATS
    from reportedly.export.ledger.mention_rows import COLUMNS

    text = (ROOT / "docs" / "reference" / "ledger-exports.md").read_text(encoding="utf-8")
    for name in FORMATS:
        assert f"| `{name}` |" in text, name
    for column in COLUMNS:
        assert f"| `{column}` |" in text, column


def test_the_example_in_the_json_reference_is_a_reading() -> None:
    import json

    from reportedly.model import reading_from_dict

    (example,) = blocks(ROOT / "docs" / "reference" / "json.md", "json")
    data = json.loads(example)
    assert reading_to_dict(reading_from_dict(data)) == data


def test_every_format_and_column_is_described() -> None:
    from reportedly.export import FORMATS
    from reportedly.export.csv import COLUMNS

    text = (ROOT / "docs" / "reference" / "formats.md").read_text(encoding="utf-8")
    for name in FORMATS:
        assert f"| `{name}` |" in text, name
    for column in COLUMNS:
        assert f"`{column}`" in text, column


def test_every_public_name_is_described() -> None:
    text = (ROOT / "docs" / "reference" / "python.md").read_text(encoding="utf-8")
    for name, value in vars(reportedly).items():
        if not (name.startswith("_") or isinstance(value, ModuleType) or name == "annotations"):
            assert re.search(rf"`{name}[`(]", text), name


def test_every_setting_of_the_spacy_component_is_described() -> None:
    spacy = pytest.importorskip("spacy", reason="needs the spacy extra")
    text = (ROOT / "docs" / "reference" / "spacy.md").read_text(encoding="utf-8")
    nlp = spacy.blank("en")
    nlp.add_pipe("reportedly")
    described = dict(re.findall(r"^\| `(\w+)` \| `([^`]+)`", text, re.M))
    settings = nlp.get_pipe_meta("reportedly").default_config
    assert set(described) == set(settings)
    assert described["threads"] == str(settings["threads"])
    assert described["scorer"] == settings["scorer"]["@scorers"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    for target in _LINK.findall(document.read_text(encoding="utf-8")):
        if not re.match(r"[a-z]+:", target):
            assert (document.parent / target).exists(), target


def module_names() -> list[str]:
    below = pkgutil.walk_packages(reportedly.__path__, "reportedly.")
    return ["reportedly", *(info.name for info in below)]


@pytest.mark.parametrize("name", module_names())
def test_examples_in_docstrings_hold(name: str) -> None:
    if name.endswith(("__main__", "migrations.env")):
        pytest.skip("runs a program when it is imported")
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError as error:
        if str(error.name).startswith("reportedly"):
            raise
        pytest.skip(f"needs {error.name}")
    if name in READS_REPORTS:
        need_model()
    assert doctest.testmod(module, extraglobs={"reportedly": reportedly}).failed == 0
