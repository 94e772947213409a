"""Prints the largest claims of a ledger with mentions drawn from each, for reading by hand.

    python benchmarks/largest.py LEDGER [--claims 20] [--mentions 8]

``benchmarks/ledger.py --keep LEDGER`` leaves FA-KES in one. The draw is seeded; what is counted is
the mentions that do not belong to the claim that the others carry.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

import click

from reportedly import ClaimQuery, Ledger


@click.command()
@click.argument("ledger", type=click.Path(exists=True, path_type=Path))
@click.option("--claims", default=20, show_default=True)
@click.option("--mentions", default=8, show_default=True)
def main(ledger: Path, claims: int, mentions: int) -> None:
    rng = Random(1)
    with Ledger(ledger, read_only=True) as opened:
        found = sorted(opened.claims(ClaimQuery()), key=lambda s: (-s.mentions, s.id))
        for summary in found[:claims]:
            drawn = list(opened.claim(summary.id).mentions)
            places = sorted(rng.sample(range(len(drawn)), min(mentions, len(drawn))))
            print(f"\n{summary.id}  {summary.mentions} mentions, {summary.reports} reports")
            print(f"  {summary.label}")
            for mention in (drawn[place] for place in places):
                print(f"    {mention.report}: {' '.join(mention.span.text.split())[:140]}")


if __name__ == "__main__":
    main()
