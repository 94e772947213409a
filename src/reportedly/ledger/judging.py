"""Acting on a person's decisions, and taking them back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.errors import LedgerError, NotFound
from reportedly.ledger.adding import begin_run
from reportedly.ledger.constraints import is_mention
from reportedly.ledger.faults import Overtaken
from reportedly.ledger.store import Store
from reportedly.link.linking import link
from reportedly.model import Claim, Judgement

VERBS = ("same", "not-same", "merge", "split", "move", "note")
LEFT = 20  # mentions left in a claim from which one that was split off is kept apart


def judge(store: Store, judgement: Judgement) -> Judgement:
    """Records a judgement and forms anew the claims that it is about."""
    ready = _complete(store, judgement)
    _reports(store, ready)  # before it is kept: a wrong id must leave nothing behind
    kept = store.judge(ready)
    _relink(store, ready)
    return kept


def undo(store: Store, judgement: Judgement, id: int | None) -> Judgement:
    """Takes back the judgement ``id``, or the last one that stands."""
    standing = [j for j in store.judgements() if not j.undone and j.verb != "undo"]
    target = next((j for j in reversed(standing) if id is None or j.id == id), None)
    if target is None:
        what = "no judgement to take back" if id is None else f"no judgement {id} that stands"
        raise NotFound(f"{what}; see `reportedly judge list`")
    kept = store.judge(replace(judgement, subjects=(str(target.id),)))
    _relink(store, target)
    return kept


def _complete(store: Store, judgement: Judgement) -> Judgement:
    """The judgement in terms of mentions, which outlive the claims they are in."""
    verb, subjects = judgement.verb, judgement.subjects
    if verb not in VERBS:
        raise LedgerError(f"{verb}: not a judgement; use one of {', '.join(VERBS)}")
    if verb == "note":
        if not subjects:
            raise LedgerError("note: say what it is about: an id")
        return judgement
    if len(subjects) < 2:
        raise LedgerError(f"{verb}: needs two ids at least")
    if verb == "move":
        if len(subjects) != 2:
            raise LedgerError("move: needs a report and a story")
        store.reading(subjects[0])
        if not any(story.id == subjects[1] for story in store.stories()):
            raise NotFound(f"{subjects[1]}: no story of that id; see `reportedly stories`")
        return judgement
    if verb == "split":
        return replace(judgement, subjects=_split(store.claim(subjects[0]), subjects[1:]))
    found = [s if is_mention(s) else _head(store.claim(s)) for s in subjects]
    claims = [s for s in subjects if not is_mention(s)]
    return replace(judgement, subjects=(*claims, *found))


def _split(claim: Claim, out: Sequence[str]) -> tuple[str, ...]:
    inside = [m.id for m in claim.mentions]
    strange = [m for m in out if m not in inside]
    if strange:
        raise NotFound(f"{strange[0]}: not a mention of {claim.id}; see `reportedly trace`")
    left = [m for m in inside if m not in out]
    if not left:
        raise LedgerError("split: leaves nothing in the claim; name some of its mentions only")
    return (claim.id, *out, "|", *left[:LEFT])


def _head(claim: Claim) -> str:
    """The mention that stands for a claim: the one with its label, or the first."""
    words = claim.label.rstrip("…")
    match = (m for m in claim.mentions if " ".join(m.span.text.split()).startswith(words))
    return next(match, claim.mentions[0]).id


def _reports(store: Store, judgement: Judgement) -> tuple[str, ...]:
    """The reports whose claims the judgement changes."""
    if judgement.verb == "note":
        return ()
    if judgement.verb == "move":
        report, story = judgement.subjects
        cards = store.cards([report])
        stories = {story, *(card.story for card in cards if card.story)}
        return tuple(r for s in store.stories() if s.id in stories for r in s.reports)
    named = [s.rpartition(":")[0] for s in judgement.subjects if is_mention(s)]
    known = store.known(list(dict.fromkeys(named)))
    if missing := {*named} - {e.id for e in known.entries}:
        raise NotFound(f"{min(missing)}: no report of that id; mentions are named as `trace` does")
    inside = [r for claim in known.claims for r in claim.reports]
    return tuple(dict.fromkeys([*named, *inside]))


def _relink(store: Store, judgement: Judgement) -> None:
    """Forms anew the claims that a judgement is about, as often as other processes come first."""
    from reportedly.link.vectors import load_encoder

    run = begin_run(store, load_encoder())
    while reports := list(_reports(store, judgement)):
        known = store.known(reports)
        afresh = frozenset(c.id for c in known.claims if _concerns(judgement, c))
        linked = link(known.entries, replace(known, entries=()), afresh=afresh)
        try:
            store.write(linked, reports, run)
        except Overtaken:
            continue
        return


def _concerns(judgement: Judgement, claim: Claim) -> bool:
    if judgement.verb == "move":
        return judgement.subjects[0] in claim.reports
    return not {*judgement.subjects}.isdisjoint(mention.id for mention in claim.mentions)
