"""Acting on a person's decisions, and taking them back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reportedly.errors import LedgerError, NotFound
from reportedly.ledger.adding import begin_run
from reportedly.ledger.constraints import is_mention
from reportedly.ledger.faults import Overtaken
from reportedly.ledger.store import Store
from reportedly.link.entry import Known
from reportedly.link.linking import link
from reportedly.model import Claim, Judgement

VERBS = ("same", "not-same", "merge", "split", "move", "note")
NEAR = 5  # reports whose stories a moved one may fall back to
WHOLE = 100  # reports of a story up to which all of it is linked anew


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
    if len(subjects) < 2 and verb != "split":
        raise LedgerError(f"{verb}: needs two ids at least")
    if verb == "move":
        if len(subjects) != 2:
            raise LedgerError("move: needs a report and a story")
        store.reading(subjects[0])
        if not any(story.id == subjects[1] for story in store.stories()):
            raise NotFound(f"{subjects[1]}: no story of that id; see `reportedly stories`")
        return judgement
    if verb == "split":
        return replace(judgement, subjects=_split(store, subjects))
    claims = {s: store.claim(s) for s in subjects if not is_mention(s)}
    if claims and verb == "not-same":
        raise LedgerError("not-same: name mentions, as `reportedly trace` tells them")
    found = dict.fromkeys(
        id for s in subjects for id in ([m.id for m in claims[s].mentions] if s in claims else [s])
    )
    if verb != "not-same":
        _in_one_story(store, found)
    return replace(judgement, subjects=(*(claim.id for claim in claims.values()), *found))


def _in_one_story(store: Store, mentions: Iterable[str]) -> None:
    """Claims form within stories: what is put together must be in one."""
    stories: dict[str, str] = {}
    for card in store.cards([m.rpartition(":")[0] for m in mentions]):
        stories.setdefault(card.story or "", card.id)
    if len(stories) > 1:
        (story, one), (_, other), *_ = stories.items()
        raise LedgerError(
            f"{one} and {other} are in different stories: put {other} into {story} first, with"
            f" `reportedly judge move {other} {story}`"
        )


def _split(store: Store, subjects: Sequence[str]) -> tuple[str, ...]:
    out = [s for s in subjects if is_mention(s)]
    named = [s for s in subjects if not is_mention(s)]
    if not out or len(named) > 1:
        raise LedgerError("split: say which mentions to take out of their claim")
    claim = store.claim(named[0]) if named else _holding(store, out[0])
    inside = [m.id for m in claim.mentions]
    strange = [m for m in out if m not in inside]
    if strange:
        raise NotFound(f"{strange[0]}: not a mention of {claim.id}; see `reportedly trace`")
    left = [m for m in inside if m not in out]
    if not left:
        raise LedgerError("split: leaves nothing in the claim; name some of its mentions only")
    return (claim.id, *out, "|", *left)


def _holding(store: Store, mention: str) -> Claim:
    """The claim that a mention is in."""
    for claim in store.known([mention.rpartition(":")[0]]).claims:
        if any(m.id == mention for m in claim.mentions):
            return claim
    raise NotFound(f"{mention}: no claim has this mention; see `reportedly trace`")


def _reports(store: Store, judgement: Judgement) -> tuple[str, ...]:
    """The reports whose claims the judgement changes."""
    if judgement.verb == "note":
        return ()
    if judgement.verb == "move":
        report, story = judgement.subjects
        # where it is, where it goes, and where it would be if nobody had moved it
        near = store.neighbours(store.entries([report])[0].keys, NEAR)
        stories = {story, *(card.story for card in store.cards([report, *near]))}
        return tuple(r for s in store.stories() if s.id in stories for r in s.reports)
    wanted = [s for s in judgement.subjects if is_mention(s)]
    named = [s.rpartition(":")[0] for s in wanted]
    known = store.known(list(dict.fromkeys(named)))
    if missing := {*wanted} - {m.id for e in known.entries for m in e.mentions}:
        raise NotFound(f"{min(missing)}: no such mention; `reportedly trace` tells their ids")
    inside = [r for claim in known.claims for r in claim.reports]
    # claims of a story form with all its reports at hand, as they did when these were added
    fellows = [r for story in known.stories if len(story.reports) <= WHOLE for r in story.reports]
    return tuple(dict.fromkeys([*named, *inside, *fellows]))


def _relink(store: Store, judgement: Judgement) -> None:
    """Forms anew the claims that a judgement is about, as often as other processes come first."""
    from reportedly.link.vectors import load_encoder

    run = begin_run(store, load_encoder())
    while reports := list(_reports(store, judgement)):
        known = before = store.known(reports)
        if judgement.verb == "move":
            known = _without(before, judgement.subjects[0])
        afresh = frozenset(c.id for c in known.claims if _concerns(judgement, c))
        linked = link(known.entries, replace(known, entries=()), afresh=afresh)
        gone = {c.id for c in before.claims} - {c.id for c in linked.claims}
        try:
            store.write(replace(linked, gone=tuple(sorted(gone))), reports, run)
        except Overtaken:
            continue
        return


def _without(known: Known, report: str) -> Known:
    """What is known as if the report had not been linked: it comes to its story as a new one."""
    claims = [
        replace(claim, mentions=tuple(m for m in claim.mentions if m.report != report))
        for claim in known.claims
    ]
    stories = [
        replace(story, reports=tuple(r for r in story.reports if r != report))
        for story in known.stories
    ]
    return replace(
        known,
        claims=tuple(claim for claim in claims if claim.mentions),
        stories=tuple(story for story in stories if story.reports),
    )


def _concerns(judgement: Judgement, claim: Claim) -> bool:
    if judgement.verb == "move":
        return judgement.subjects[0] in claim.reports
    return not {*judgement.subjects}.isdisjoint(mention.id for mention in claim.mentions)
