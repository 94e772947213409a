"""How well the number of independent origins is told for claims as they are found, and its fit.

    python benchmarks/independence.py ../shared/stories/train CACHE --encoder E0 … [--fit]

The first folder holds story bundles, CACHE each bundle's readings (``STORY.jsonl``, one a line).
The reports are linked by today's code; of several encoders the k-th one takes every k-th story, so
that stories may be linked by one that was tuned without them (as ``make train-linking`` leaves
them: ``fold0`` …). Without ``--encoder`` the shipped one links all.

Gold claims are seated in found ones as ``score_story.py`` does. Printed are the share of gold
claims whose number is right, the mean error and the rank correlation of the two numbers: for every
origin that nothing speaks against; for always one; for the shipped weights; and, with at least two
stories, for weights fitted on the other stories. ``--fit`` writes weights fitted on all of them.

An origin of a found claim is right where most of its mentions have a gold origin that is counted
for the gold claim; of several for one gold origin, the one with most mentions.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray

from reportedly.link.backing import backings, believable
from reportedly.link.entry import Known
from reportedly.link.independence import FEATURES, NEAR, Weights, load_weights
from reportedly.link.linking import link, prepare
from reportedly.link.vectors import load_encoder
from reportedly.model import Claim, Derivation, Mention, Origin, reading_from_dict

OUT = Path(__file__).parent.parent / "src/reportedly/link/independence.json"
PENALTY = 20.0  # of squared weights of standardised features
RAISED = 0.3  # log-odds added: the likeliest number of several unlikely ones is too low else


@dataclass(frozen=True, slots=True)
class Seat:
    """A gold claim in the found claim that holds most of it.

    Attributes:
        want: how many independent origins it has.
        claim: the found claim, or None where no mention is found.
        right: ids of our origins that are counted for it.
        debts: who passes on whose words in the story.
        origins: of the story, by id.
        published: when each report came out.
    """

    want: int
    claim: Claim | None
    right: frozenset[str]
    debts: tuple[Derivation, ...]
    origins: dict[str, Origin]
    published: dict[str, Any]

    def count(self, model: Weights | None) -> int:
        """How many of its origins are counted."""
        if self.claim is None:
            return 0
        found = backings(self.claim, self.debts, self.published, self.origins, model)
        return sum(b.independent for b in found)

    def features(self, typical: float) -> dict[str, Any]:
        """The features of the origins that may be counted."""
        if self.claim is None:
            return {}
        return believable(self.claim, self.debts, self.origins, typical)


@click.command(help=__doc__.split("\n\n")[0])
@click.argument("stories", type=click.Path(exists=True, path_type=Path))
@click.argument("cache", type=click.Path(exists=True, path_type=Path))
@click.option("--encoder", "encoders", multiple=True, type=click.Path(exists=True, path_type=Path))
@click.option("--only", multiple=True, help="Measure on these stories.")
@click.option("--fit", is_flag=True, help="Write weights fitted on all stories.")
def main(
    stories: Path, cache: Path, encoders: Sequence[Path], only: Sequence[str], fit: bool
) -> None:
    runners = [load_encoder(path) for path in encoders] or [load_encoder()]
    paths = sorted(path.parent for path in stories.glob("*/story.json"))
    seats = {
        path.name: seated(path, cache, runners[i % len(runners)]) for i, path in enumerate(paths)
    }
    shown = [name for name in seats if not only or name in only]
    everything = [seat for name in shown for seat in seats[name]]
    say("nothing against", [(s.want, len(s.features(0.0))) for s in everything])
    say("always one", [(s.want, 1) for s in everything])
    if OUT.exists():
        say("shipped", [(s.want, s.count(load_weights())) for s in everything])
    if len(seats) > 3:
        crossed = []
        for name in shown:
            model = fitted([s for n, group in seats.items() if n != name for s in group])
            crossed += [(s.want, s.count(model)) for s in seats[name]]
        say("cross-validated", crossed)
    if fit:
        model = fitted([s for group in seats.values() for s in group])
        data = {"bias": model.bias, "typical": model.typical, "weights": dict(model.weights)}
        OUT.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def say(name: str, pairs: Sequence[tuple[int, int]]) -> None:
    """Prints how well numbers were told."""
    exact = 100 * sum(a == b for a, b in pairs) / len(pairs)
    error = sum(abs(a - b) for a, b in pairs) / len(pairs)
    want, got = (ranks([pair[k] for pair in pairs]) for k in (0, 1))
    rho = float(np.corrcoef(want, got)[0, 1]) if np.ptp(got) else 0.0
    spread = dict(sorted(Counter(b for _, b in pairs).items()))
    click.echo(f"{name:16} exact {exact:5.1f}  error {error:.2f}  rho {rho:.2f}  told {spread}")


def ranks(values: Sequence[int]) -> NDArray[np.float64]:
    """Mean ranks."""
    array = np.array(values)
    return np.array([(array < v).sum() + ((array == v).sum() - 1) / 2 for v in array], dtype=float)


# --- seats ---


def seated(folder: Path, cache: Path, encoder: Any) -> list[Seat]:
    """The gold claims of a bundle in the claims that are found."""
    story = json.loads((folder / "story.json").read_text(encoding="utf-8"))
    lines = (cache / f"{folder.name}.jsonl").read_text(encoding="utf-8").splitlines()
    entries = [prepare(reading_from_dict(json.loads(line)), encoder) for line in lines]
    texts = {e.id: e.reading.report.text for e in entries}
    linked = link(entries, Known())
    found = [(m, c.id) for c in linked.claims for m in c.mentions]
    hits = [
        [(g, best_of(g, texts[g["report"]], found)) for g in claim["mentions"]]
        for claim in story["claims"]
    ]
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in hits:
        for gold, hit in claim:
            if hit and hit[0].origin and gold["origin"]:
                votes[hit[0].origin][gold["origin"]] += 1
    usual = {name: counts.most_common(1)[0][0] for name, counts in votes.items()}
    claims = {c.id: c for c in linked.claims}
    origins = {o.id: o for o in linked.origins}
    published = {e.id: e.reading.report.published for e in entries}
    seats = []
    for gold, claim in zip(story["claims"], hits, strict=True):
        held = Counter(hit[1] for _, hit in claim if hit)
        mine = claims[held.most_common(1)[0][0]] if held else None
        right = right_ones(gold["independent_origins"], mine, claim, usual)
        want = len(gold["independent_origins"])
        seats.append(Seat(want, mine, right, linked.derivations, origins, published))
    return seats


def best_of(
    gold: dict[str, Any], text: str, found: Sequence[tuple[Mention, str]]
) -> tuple[Mention, str] | None:
    """The found mention that fits a gold one best, with its claim."""
    start = text.index(gold["content"])
    end = start + len(gold["content"])
    best: tuple[float, tuple[Mention, str]] | None = None
    for m, claim in found:
        both = min(end, m.span.end) - max(start, m.span.start)
        if m.report != gold["report"] or both <= 0:
            continue
        if both >= 0.5 * min(end - start, m.span.end - m.span.start):
            fit = both / (max(end, m.span.end) - min(start, m.span.start))
            if best is None or fit > best[0]:
                best = fit, (m, claim)
    return best[1] if best else None


def right_ones(
    wanted: Sequence[str], claim: Claim | None, hits: Any, usual: dict[str, str]
) -> frozenset[str]:
    """Our origins that stand for the wanted gold ones, one for each."""
    if claim is None:
        return frozenset()
    here: dict[str, Counter[str]] = defaultdict(Counter)
    for gold, hit in hits:
        if hit and hit[1] == claim.id and hit[0].origin and gold["origin"]:
            here[hit[0].origin][gold["origin"]] += 1
    often = Counter(m.origin for m in claim.mentions if m.origin)
    right: dict[str, str] = {}
    for name in sorted(often, key=lambda n: (-here[n].total(), -often[n])):
        gold = here[name].most_common(1)[0][0] if here[name] else usual.get(name)
        if gold is not None and gold in wanted:
            right.setdefault(gold, name)
    return frozenset(right.values())


# --- fitting ---


def fitted(seats: Sequence[Seat]) -> Weights:
    """Weights by penalised logistic regression (Newton's method) on standardised features."""
    claims = {s.claim.id: s.claim for s in seats if s.claim is not None}
    near = [
        r.weight for c in claims.values() for *_, why in c.reasons for r in why if r.name == NEAR
    ]
    typical = round(float(np.mean(near)), 2)
    rows, right = [], []
    for seat in seats:
        for name, features in seat.features(typical).items():
            rows.append([features[f] for f in FEATURES])
            right.append(name in seat.right)
    x, y = np.array(rows), np.array(right, dtype=float)
    middle, spread = x.mean(0), x.std(0) + 1e-9
    table = np.hstack([(x - middle) / spread, np.ones((len(x), 1))])
    penalty = np.diag([PENALTY] * len(FEATURES) + [0.0])
    w = np.zeros(table.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-table @ w))
        slope = table.T @ (p - y) + penalty @ w
        bend = (table * (p * (1 - p))[:, None]).T @ table + penalty
        w -= np.linalg.solve(bend, slope)
    weights = w[:-1] / spread
    bias = float(w[-1] - (weights * middle).sum()) + RAISED
    named = {f: round(float(v), 4) for f, v in zip(FEATURES, weights, strict=True)}
    return Weights(round(bias, 4), named, typical)


if __name__ == "__main__":
    main()
