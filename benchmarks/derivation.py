"""How well debts between reports, and loops, are found on story bundles.

    python benchmarks/derivation.py ../shared/stories/dev [-o FILE]

derived.P/R/F   pairs (report, report it derives from), in percent, over all bundles below a folder
loops.R         loops found, in percent; loops.invented: those that the answers do not have
cross           the weights' own figures by cross-validation on the stories they were fitted on
"""

from __future__ import annotations

import json
from pathlib import Path

import click
from agreement import percent
from extracted import read_reports

from reportedly.link import derivation
from reportedly.link.derivation import derivations, fingerprint
from reportedly.link.loops import loops
from reportedly.training.derivation import report_of


@click.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@click.option("-o", "--out", type=click.Path(path_type=Path), help="Write the figures there too.")
def main(folder: Path, out: Path | None) -> None:
    right = said = owed = found = asked = invented = 0
    for path in sorted(folder.glob("*/story.json")):
        story = json.loads(path.read_text(encoding="utf-8"))
        readings = list(read_reports([report_of(path.parent, r) for r in story["reports"]]))
        prints = [fingerprint(r) for r in readings]
        debts = [d for p in prints for d in derivations(p, [o for o in prints if o is not p])]
        gold = {(r["id"], d) for r in story["reports"] for d in r["derived_from"]}
        ours = {(d.report, d.source) for d in debts}
        right, said, owed = right + len(gold & ours), said + len(ours), owed + len(gold)
        circles = {frozenset(loop.reports) for loop in loops(debts, readings)}
        answers = {frozenset(loop) for loop in story["loops"]}
        found, asked = found + len(circles & answers), asked + len(answers)
        invented += len(circles - answers)
    precision, recall = percent(right, said), percent(right, owed)
    weights = Path(derivation.__file__).with_name("derivation.json")
    figures = {
        "derived.P": precision,
        "derived.R": recall,
        "derived.F": percent(2 * right, said + owed),
        "loops.R": percent(found, asked),
        "loops.invented": invented,
        "cross": json.loads(weights.read_text(encoding="utf-8"))["reached"],
    }
    click.echo(json.dumps(figures, indent=1))
    if out is not None:
        out.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
