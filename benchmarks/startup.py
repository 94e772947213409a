"""Seconds to import the package, and from a cold command line to a read report.

python benchmarks/startup.py [REPORT] [--rounds 5]
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

import click

EXAMPLE = Path(__file__).parents[1] / "src" / "reportedly" / "example" / "report.txt"


def median_seconds(command: list[str], rounds: int) -> float:
    """Median wall time of a command, its first run left out."""
    times = []
    for _ in range(rounds + 1):
        began = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - began)
    return statistics.median(times[1:])


@click.command()
@click.argument("report", default=str(EXAMPLE))
@click.option("--rounds", default=5, show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path))
def main(report: str, rounds: int, output: Path | None) -> None:
    """Time an import and a reading of REPORT."""
    bare = median_seconds([sys.executable, "-c", "pass"], rounds)
    imported = median_seconds([sys.executable, "-c", "import reportedly"], rounds)
    read = median_seconds([sys.executable, "-m", "reportedly", "read", report], rounds)
    result = {
        "python_alone": round(bare, 3),
        "import_reportedly": round(imported - bare, 3),
        "command_line_to_a_read_report": round(read, 3),
    }
    click.echo(json.dumps(result, indent=1))
    if output:
        output.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
