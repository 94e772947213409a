"""What to call a claim: the words of the mention that says best what the others say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportedly.link.aspects import stems, weight_of
from reportedly.link.clauses import has_verb
from reportedly.model import Mention, Stance, Voice

LABEL = 160  # characters of a label at most
COMPARED = 200  # mentions that one is compared with

# A clause that begins so leans on words before it: it can't be read alone.
_LEANING = frozenset(
    """it they he she this that these those such there his her their its one ones we i you who which
    whose whom so and but or nor as because while when where whether if after before since until
    although though unless than of to by with from for on at in into about being having not any
    what how why both another others some many most all each more""".split()
)
_NEGATIVE = frozenset({Stance.DENIES, Stance.DOUBTS, Stance.DECLINES})
_WORD = re.compile(r"[^\W_]+")


def label_of(mentions: Sequence[Mention]) -> str:
    """A claim's label, on one line: never invented, the words of one of its mentions.

    The best shares most with the others, is a whole clause of a handy length, stands by itself
    (does not begin with "they" or "because"), and is asserted by somebody named in the report.
    """
    bags = [frozenset(stems(m.span.text)) for m in mentions]
    shares = _shares(bags)
    best = max(range(len(mentions)), key=lambda i: (_worth(mentions[i], bags[i]) + shares[i], -i))
    text = " ".join(mentions[best].span.text.split()).strip(" ,;:–—-")
    return text if len(text) <= LABEL else text[: LABEL - 1].rsplit(" ", 1)[0] + "…"


def _shares(bags: Sequence[frozenset[str]]) -> list[float]:
    """For each bag how much of the others' words it has, 0 to 1."""
    others = bags[:COMPARED]
    weights = [sum(weight_of(s) for s in other) for other in others]
    return [
        sum(
            sum(weight_of(s) for s in bag & other) / (1 + weight)
            for k, (other, weight) in enumerate(zip(others, weights, strict=True))
            if k != i
        )
        / max(1, len(others) - 1)
        for i, bag in enumerate(bags)
    ]


def _worth(mention: Mention, bag: frozenset[str]) -> float:
    text = mention.span.text
    words = _WORD.findall(text)
    worth = 0.4 * min(len(bag), 7) / 7 - 0.03 * max(0, len(words) - 20)
    worth -= 0.4 * (not words or words[0].lower() in _LEANING)
    worth -= 0.3 * (not has_verb(text, 0, len(text))) + 0.5 * (len(bag) < 3)
    worth -= 0.4 * (mention.stance in _NEGATIVE)
    worth -= 0.1 * (mention.voice is Voice.OWN) + 0.2 * ("\n" in text)
    worth -= 0.15 * (text[:1] in "\"“‘'" or text[-1:] in ",;")
    worth += 0.1 * text[:1].isupper()
    return worth
