"""``reportedly db``: care of a ledger's file or database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from reportedly.cli.ledger_options import ledger_option, opened_ledger
from reportedly.export.views.words import many


@click.command(no_args_is_help=True)
@click.argument("action", type=click.Choice(["upgrade", "check", "backup"]))
@click.argument("path", required=False, type=click.Path(dir_okay=False, path_type=Path))
@ledger_option
@click.pass_context
def db(context: click.Context, /, action: str, path: Path | None, **chosen: Any) -> None:
    """Take care of a ledger.

    \b
    upgrade      bring an older ledger to the form that this version uses
    check        look whether all of it fits together
    backup PATH  copy it to a new file, also while it is in use

    Exit codes: 0 done; 1 failed, or something does not fit; 2 wrong use.
    """  # noqa: D301 - click reads the \b
    if (action == "backup") != (path is not None):
        needs = "backup needs the path of the copy" if path is None else f"{action} takes no path"
        raise click.UsageError(needs)
    location = chosen["ledger"]
    if action == "upgrade":
        _upgrade(location)
    elif action == "check":
        with opened_ledger(context, location) as ledger:
            found, waiting = ledger.check(), ledger.waiting()
        for line in found:
            click.echo(line)
        if not found:
            click.echo("All is well.")
        if waiting:  # no fault: whoever added them was stopped, or is at it
            click.echo(
                f"{many(waiting, 'report')} not linked yet: the next `reportedly add` does it.",
                err=True,
            )
        context.exit(1 if found else 0)
    elif path is not None:
        if path.exists():
            raise click.ClickException(f"{path} exists: name a new file")
        with opened_ledger(context, location) as ledger:
            ledger.backup(path)
        click.echo(f"Copied to {path}.", err=True)


def _upgrade(location: str) -> None:
    from reportedly.ledger.opening import upgrade

    done = upgrade(location)
    if done.before == done.after:
        click.echo(f"Nothing to do: schema {done.after} is the latest.")
        return
    click.echo(f"Upgraded from schema {done.before} to {done.after}.")
    if done.backup is not None:
        click.echo(f"The ledger as it was is kept as {done.backup}.")
