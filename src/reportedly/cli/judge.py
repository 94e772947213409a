"""``reportedly judge``: a person's decisions, recorded, signed and reversible."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from reportedly.cli.ledger_options import (
    by_option,
    format_option,
    ledger_option,
    opened_ledger,
)

if TYPE_CHECKING:
    from reportedly.model import Judgement

# the verb, the fewest and the most ids that it takes, and what they are
_VERBS: dict[str, tuple[int, int | None, str]] = {
    "same": (2, None, "the mentions that say the same"),
    "not-same": (2, None, "the mentions that do not say the same"),
    "split": (1, None, "the mentions to take out of their claim"),
    "merge": (2, None, "the claims to put together"),
    "move": (2, 2, "a report and the story to put it into"),
    "note": (1, None, "what the note is about, and the note with --note"),
    "undo": (0, 1, "nothing for the last judgement, or a judgement's number"),
    "list": (0, 0, "nothing"),
}


@click.command(no_args_is_help=True)
@click.argument("verb", type=click.Choice(list(_VERBS)))
@click.argument("ids", metavar="[ID]...", nargs=-1)
@ledger_option
@click.option("--note", default="", metavar="TEXT", help="Why, in your words.")
@by_option
@format_option("terminal", "json")
@click.pass_context
def judge(context: click.Context, /, verb: str, ids: tuple[str, ...], **chosen: Any) -> None:
    """Record a decision about the ledger; it survives re-runs and can be taken back.

    \b
    same ID ID...      these mentions say the same
    not-same ID ID...  these do not
    split ID...        take these mentions out of their claim
    merge ID ID...     put these claims together
    move REPORT STORY  put a report into another story
    note ID --note T   note something about a claim, mention, report or story
    undo [NUMBER]      take back the last judgement, or that one
    list               all judgements
    """  # noqa: D301 - click reads the \b
    least, most, wanted = _VERBS[verb]
    if len(ids) < least or (most is not None and len(ids) > most):
        raise click.UsageError(f"{verb} takes {wanted}")
    if verb == "note" and not chosen["note"].strip():
        raise click.UsageError("a note needs its words: --note TEXT")
    if verb == "undo" and ids and not ids[0].isdecimal():
        raise click.UsageError(f"{ids[0]!r} is no number of a judgement: see `judge list`")
    reads = verb == "list"
    with opened_ledger(context, chosen["ledger"], read_only=reads, by=chosen["by"]) as ledger:
        if reads:
            made = list(ledger.judgements())
        elif verb == "undo":
            made = [ledger.undo(int(ids[0]) if ids else None)]
        else:
            made = [ledger.judge(verb, *ids, note=chosen["note"])]
    _write(made, chosen["format"], one=not reads)


def _write(made: list[Judgement], format: str, one: bool) -> None:
    if format == "json":
        from reportedly.export.views.data import write_list
        from reportedly.model import dumps
        from reportedly.model.claim_codec import judgement_to_dict

        if one:
            click.echo(dumps(judgement_to_dict(made[0])))
        else:
            write_list(map(judgement_to_dict, made), sys.stdout)
        return
    for judgement in made:
        click.echo(told(judgement))
    if not made:
        click.echo("No judgement yet.")


def told(judgement: Judgement) -> str:
    """A judgement on one line: its number, when, by whom, what and why."""
    from reportedly.export.clean import one_line
    from reportedly.export.views.words import stamp

    line = f"{judgement.id:>4}  {stamp(judgement.at)}  {judgement.by}: "
    line += f"{judgement.verb} {' '.join(_named(judgement))}".rstrip()
    line += f" – {judgement.note}" if judgement.note else ""
    indent = len(line) - len(line.lstrip())
    return " " * indent + one_line(line) + ("  (undone)" if judgement.undone else "")


def _named(judgement: Judgement) -> Sequence[str]:
    """What a person named, without the mentions by which the ledger keeps it."""
    if judgement.verb == "split" and "|" in judgement.subjects:
        return judgement.subjects[: judgement.subjects.index("|")]
    if judgement.verb == "merge":
        return [id for id in judgement.subjects if ":" not in id] or judgement.subjects
    return judgement.subjects
