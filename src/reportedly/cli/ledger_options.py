"""What the commands that use a ledger share: its place, the filters, how to open it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from reportedly.errors import NotFound
from reportedly.ledger.answers import ClaimQuery
from reportedly.model import Stance

if TYPE_CHECKING:
    from reportedly.ledger.ledger import Ledger

Command = Callable[..., None]

SORTS = ("origins", "reports", "latest", "first")
HINT = "`reportedly claims` lists claims, `reportedly stories` stories"


def _named(context: click.Context, _: click.Parameter, value: str | None) -> str | None:
    if value or context.resilient_parsing:
        return value
    raise click.UsageError("no ledger named: use --ledger FILE or set REPORTEDLY_LEDGER", context)


_ABOUT = "The ledger's file, or the address of a PostgreSQL database.  [env: REPORTEDLY_LEDGER]"

ledger_option = click.option(
    "--ledger", metavar="FILE", envvar="REPORTEDLY_LEDGER", callback=_named, help=_ABOUT
)
optional_ledger_option = click.option("--ledger", metavar="FILE", help=_ABOUT)
by_option = click.option(
    "--by",
    metavar="NAME",
    envvar="REPORTEDLY_BY",
    help="Who decides.  [env: REPORTEDLY_BY; default: the user of this machine]",
)


def format_option(*formats: str) -> Callable[[Command], Command]:
    """How to write the answer, for reading by default."""
    return click.option(
        "--format",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="How to write it.",
    )


def limit_option(about: str, default: int | None = None) -> Callable[[Command], Command]:
    """How many to show at most."""
    return click.option(
        "--limit",
        metavar="N",
        type=click.IntRange(min=1),
        default=default,
        show_default=default is not None,
        help=about,
    )


@contextmanager
def opened_ledger(
    context: click.Context, location: str, *, read_only: bool = True, by: str | None = None
) -> Iterator[Ledger]:
    """The ledger at a place, or a test's own; what it does not hold is told with a hint."""
    try:
        with (context.obj or open_ledger)(location, read_only=read_only, by=by) as ledger:
            yield ledger
    except NotFound as error:
        raise NotFound(f"{str(error).rstrip('.')} ({HINT})") from None


def open_ledger(location: str, *, read_only: bool, by: str | None) -> Ledger:
    """The ledger itself, imported only when it is used."""
    from reportedly.ledger.ledger import Ledger

    return Ledger(location, read_only=read_only, by=by)


class _Day(click.ParamType[date]):
    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day: write 2026-03-12", param, ctx)


def query_options(command: Command) -> Command:
    """Give a command the filters of which claims to take."""
    options = (
        click.option("--story", metavar="STORY", help="Of this story: its id or how it begins."),
        click.option("--outlet", metavar="NAME", help="Mentioned by this outlet."),
        click.option("--source", metavar="NAME", help="With this source behind a mention."),
        click.option(
            "--stance",
            type=click.Choice([stance.value for stance in Stance]),
            help="With a mention that takes this stance.",
        ),
        click.option("--since", type=_Day(), help="Mentioned on this day or later."),
        click.option("--until", type=_Day(), help="Mentioned on this day or earlier."),
        click.option(
            "--origins",
            metavar="N",
            type=click.IntRange(min=0),
            default=0,
            help="With at least so many independent origins.",
        ),
        click.option("--disputed", is_flag=True, help="Only what somebody denies or doubts."),
        click.option("--conflicting", is_flag=True, help="Only with values that cannot both hold."),
        click.option("--text", metavar="WORDS", help="With these words in it."),
        click.option(
            "--sort",
            type=click.Choice(SORTS),
            default=SORTS[0],
            show_default=True,
            help="What comes first: most origins, most reports, the latest or the earliest.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def query_of(chosen: dict[str, Any], limit: int | None) -> ClaimQuery:
    """The query that the filters make."""
    names = ("story", "outlet", "source", "since", "until", "origins", "text", "sort")
    stance = chosen["stance"]
    return ClaimQuery(
        **{name: chosen[name] for name in names},
        stance=Stance(stance) if stance else None,
        disputed=chosen["disputed"],
        conflicting=chosen["conflicting"],
        limit=limit,
    )
