"""``reportedly export``: a ledger in another format."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, TextIO, cast

import click

from reportedly.cli.ledger_options import (
    ledger_option,
    limit_option,
    opened_ledger,
    query_of,
    query_options,
)
from reportedly.cli.output import mode_for
from reportedly.export.ledger import FORMATS


@click.command(no_args_is_help=True)
@ledger_option
@click.option("--to", type=click.Choice(list(FORMATS)), required=True, help="The format.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write to."
)
@query_options
@limit_option("At most so many claims.")
@click.pass_context
def export(context: click.Context, /, **chosen: Any) -> None:
    """Write the claims of a ledger, or those that the filters leave, in another format.

    It goes to standard output unless --output names a file, which is put in its place when it is
    complete.
    """
    from reportedly.export.ledger import export as write

    format, path = chosen["to"], chosen["output"]
    binary = FORMATS[format].binary
    if path is None and binary and sys.stdout.isatty():
        raise click.UsageError(f"{format} is not for a terminal: name a file with -o")
    query = query_of(chosen, chosen["limit"])
    with opened_ledger(context, chosen["ledger"]) as ledger, _opened(path, binary) as out:
        write(ledger, out, format, query)


@contextmanager
def _opened(path: Path | None, binary: bool) -> Iterator[BinaryIO | TextIO]:
    """Standard output, or a file that takes its place only when all of it is written."""
    if path is None:
        yield sys.stdout.buffer if binary else sys.stdout
        sys.stdout.flush()
        return
    place = Path(os.path.realpath(path))
    how: dict[str, Any] = {} if binary else {"encoding": "utf-8", "newline": ""}
    if place.exists() and not place.is_file():  # a device or a pipe cannot be replaced
        with open(place, "wb" if binary else "w", **how) as out:
            yield cast(BinaryIO | TextIO, out)
        return
    try:
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name[:40]}-")
    except OSError as error:
        raise click.ClickException(f"{path}: cannot write: {error.strerror}") from None
    temporary = Path(name)
    try:
        with open(handle, "wb" if binary else "w", **how) as out:
            yield cast(BinaryIO | TextIO, out)
        temporary.chmod(mode_for(place))
        temporary.replace(place)
    finally:
        temporary.unlink(missing_ok=True)
