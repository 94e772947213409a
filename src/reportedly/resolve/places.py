"""Places named in a report, against the gazetteer; what stays ambiguous keeps its candidates."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass

from reportedly.model import Place, Report, Span
from reportedly.resolve.gazetteer import Entry, load_gazetteer
from reportedly.resolve.lexicon import sections_of, words_of
from reportedly.resolve.nations import load_nations
from reportedly.resolve.toponyms import Finder, Found, Mention

MOST = 8  # candidates kept
_KNOWN = 200_000  # people: a town that needs no country named beside it
_TOWN = 100_000  # people: a town abroad whose name needs no "in" where its country is named
_FAMOUS = 1_000_000  # the same for names that a town only goes by too, and for regions
_LARGE = 500_000  # a town whose name needs no "in" before it
_FAR = 20  # how much better known the best known must be than the next
_ENGLISH = frozenset("US GB IE CA AU NZ".split())  # towns there are called like people
_NEAR = 5  # the same inside one country
_REGION = 10  # states are named more often than towns that share their names


@dataclass(frozen=True, slots=True)
class Context:
    """What the whole report tells about where it is.

    Attributes:
        nations: how often each country is named, by its code, in any form.
        regions: the regions of countries that are named.
        people: words of names of people.
    """

    nations: Counter[str]
    regions: frozenset[tuple[str, str]]
    people: frozenset[str]


def find_places(report: Report, names: Sequence[Span] | None = None) -> tuple[Place, ...]:
    """All places named in the report, in order.

    A name that fits more than one entry is settled by the country or region named beside it, by
    what else the report names, or because one entry is far better known; else all stay. A name of
    a small town counts only where its country is named too, so that invented places are not taken
    for real ones that happen to be called the same.

    Args:
        report: its text is read.
        names: names of people and bodies, where known: no place is looked for inside them.

    >>> places = find_places(Report("r", "Two miners were hurt in Kazan, Russia, on Sunday."))
    >>> [(p.span.text, p.location.country, p.rule) for p in places]
    [('Kazan', 'RU', 'named with its country'), ('Russia', 'RU', 'country')]
    """
    found = Finder(report.text, load_gazetteer()).find()
    context = _context(found)
    groups: dict[str, list[Mention]] = defaultdict(list)
    closed = [*(names or ()), *report.furniture]
    for mention in _outside(found.mentions, closed):
        groups[mention.key].append(mention)
    places = [p for group in groups.values() for p in _settled(report.text, group, context)]
    return tuple(sorted(places, key=lambda p: p.span.start))


def _outside(mentions: list[Mention], closed: list[Span]) -> list[Mention]:
    """The mentions that lie in none of some spans."""
    if not closed:
        return mentions
    spans = sorted(closed)
    out, i = [], 0
    for mention in mentions:
        while i < len(spans) and spans[i].end <= mention.start:
            i += 1
        if i == len(spans) or spans[i].start >= mention.end:
            out.append(mention)
    return out


def _context(found: Found) -> Context:
    """Countries named in any form, with the best-known towns and states telling theirs."""
    codes = {n.name: n.code for n in load_nations()}
    nations = Counter({codes[name]: count for name, count in found.nations.items() if name})
    regions = set()
    for mention in found.mentions:
        if mention.within is not None:
            nations[mention.within[0]] += 1
            regions.add(mention.within)
        doubted = mention.loose or _is_word(mention) or _is_person(mention, found.people)
        best = None if doubted or _rivals(mention.entries) else _best_known(mention.entries)
        large = best is not None and (best.location.kind != "city" or best.capital)
        if best is not None and (large or mention.strong):
            nations[best.location.country] += 1
            if best.location.kind == "region":
                regions.add((best.location.country, best.region))
    return Context(nations, frozenset(regions), frozenset(found.people))


def _settled(text: str, group: list[Mention], context: Context) -> list[Place]:
    """The places of all mentions of one name."""
    places = []
    placed = any(m.strong for m in group)
    told = {m.within for m in group} - {None}
    for mention in group:
        entries = _visible(mention, context)
        if not entries or not _is_named(mention, entries, placed, context):
            continue
        chosen, rule = _choose(mention, entries, context)
        if mention.within is None and mention.kind is None and len(told) == 1:
            chosen, rule = _as_before(chosen, rule, entries, *told)
        if chosen:
            span = Span.of(text, mention.start, mention.end)
            places.append(Place(span, tuple(e.location for e in chosen[:MOST]), rule))
    return places


def _as_before(
    chosen: list[Entry], rule: str, entries: list[Entry], told: tuple[str, str] | None
) -> tuple[list[Entry], str]:
    """The entries of a name that another mention told the country or region of."""
    country, region = told or ("", "")
    inside = [e for e in entries if e.location.country == country and region in ("", e.region)]
    inside = _of_kind([e for e in inside if e.location.kind == "city"] or inside, None)
    if len(inside) != 1 or chosen == inside:
        return chosen, rule
    if rule == "best known":
        return [*chosen, *inside], "ambiguous"
    return inside, "told elsewhere in the report"


def _visible(mention: Mention, context: Context) -> list[Entry]:
    """The entries that a name can mean in this report, best known first."""
    out = []
    for entry in mention.entries:
        place = entry.location
        near = place.country in context.nations
        if mention.loose or (entry.also and place.population < _FAMOUS):
            seen = near
        elif place.kind == "region":
            seen = near or entry.reach >= _FAMOUS
        else:
            seen = near or entry.capital or place.kind == "country" or place.population >= _KNOWN
        if seen:
            out.append(entry)
    if out and not any(e.location.country in context.nations for e in out):
        out = [e for e in mention.entries if e in out or not e.also]
    if any(e.location.kind == "city" and not e.also and e.reach >= _TOWN for e in out):
        out = [e for e in out if not e.also]
    return sorted(out, key=lambda e: (e.location.kind == "country", _fame(e)), reverse=True)


def _is_named(mention: Mention, entries: list[Entry], placed: bool, context: Context) -> bool:
    """Whether the name is that of a place here: no word or person happens to be called so."""
    best = entries[0]
    kind, people = best.location.kind, best.location.population
    large = kind != "city" or ((best.capital or people >= _LARGE) and not best.also)
    if _is_word(mention):
        return mention.within is not None
    if _is_person(mention, context.people):
        return mention.strong and large
    if kind == "country":
        return True
    if mention.loose:
        return placed
    if _is_given(mention):
        state = kind == "region" and best.location.country == "US"
        famous = state or any(e.capital for e in entries) or people >= _FAMOUS
        return mention.strong or (large and (placed or famous))
    abroad = best.location.country in context.nations.keys() - _ENGLISH and people >= _TOWN
    several = len(mention.key.split()) > 1 and not _is_ordinary(mention.key.split()[-1])
    return large or placed or abroad or several


def _choose(mention: Mention, entries: list[Entry], context: Context) -> tuple[list[Entry], str]:
    """The entries meant, with what chose them."""
    if mention.within is not None:
        entries = _inside(mention, entries)
        if not entries:
            return [], ""
        if len(entries) == 1 or _fame(entries[0]) >= _NEAR * _fame(entries[1]):
            return entries[:1], f"named with its {'region' if mention.within[1] else 'country'}"
    if entries[0].location.kind == "country":
        return _country(entries, context)
    entries = _of_kind(entries, mention.kind)
    near = [e for e in entries if e.location.country in context.nations]
    if len(entries) == 1:
        alone = len(mention.entries) == 1 or not near
        return entries, "only entry" if alone else "its country is named"
    best = _best_known(entries)
    if best is not None and (not near or best in near or best.location.kind == "city"):
        return [best], "best known"
    return _near(near, entries, context)


def _inside(mention: Mention, entries: list[Entry]) -> list[Entry]:
    """The entries that lie where the name is said to lie."""
    country, region = mention.within or ("", "")
    inside = [
        e
        for e in entries
        if e.location.country == country
        and (e.region == region and e.location.kind == "city" if region else e.region)
    ]
    return _of_kind(inside, mention.kind)


def _near(near: list[Entry], entries: list[Entry], context: Context) -> tuple[list[Entry], str]:
    """The entries that the countries and regions named in the report leave."""
    capitals = [e for e in near or entries if e.capital and not e.also]
    if len(capitals) == 1:
        return capitals, "capital"
    if len(near) == 1:
        return near, "its country is named"
    inside = [e for e in near if (e.location.country, e.region) in context.regions]
    if len(inside) == 1:
        return inside, "its region is named"
    one = near and len({e.location.country for e in near}) == 1
    if one and _fame(near[0]) >= max(_KNOWN, _NEAR * _fame(near[1])):
        return near[:1], "best known in its country"
    return near or entries, "ambiguous"


def _country(entries: list[Entry], context: Context) -> tuple[list[Entry], str]:
    """The country of a name; a state that is called the same where the report speaks of states."""
    country = entries[0]
    rivals = [e for e in _rivals(entries) if e.location.country in context.nations]
    if not rivals:
        return [country], "country"
    code = rivals[0].location.country
    others = {r for r in context.regions if r[0] == code and r[1] != rivals[0].region}
    own = context.nations[country.location.country]
    if others and not own:
        return rivals[:1], "other states are named"
    if own and not others:
        return [country], "country"
    return [country, *rivals], "ambiguous"


def _rivals(entries: Sequence[Entry]) -> list[Entry]:
    """The large regions of other countries that are called like the country among the entries."""
    countries = {e.location.country for e in entries if e.location.kind == "country"}
    return [
        e
        for e in entries
        if countries
        and e.location.kind == "region"
        and e.reach >= _FAMOUS
        and e.location.country not in countries
    ]


def _of_kind(entries: list[Entry], kind: str | None) -> list[Entry]:
    """The entries of the kind that is said; else no region beside its town or the capital."""
    if kind is not None:
        return [e for e in entries if e.location.kind == kind] or entries
    towns = [e for e in entries if e.location.kind == "city"]
    beside = {(e.location.country, e.region) for e in towns}
    capitals = {e.location.country for e in towns if e.capital}
    return [
        e
        for e in entries
        if e.location.kind != "region"
        or ((e.location.country, e.region) not in beside and e.location.country not in capitals)
    ]


def _best_known(entries: Sequence[Entry]) -> Entry | None:
    """The entry that is far better known than the others; None where there is none."""
    ranked = sorted(_of_kind(list(entries), None), key=_fame, reverse=True)
    if not ranked or ranked[0].location.kind == "country":
        return ranked[0] if ranked else None
    if _fame(ranked[0]) < _LARGE:
        return None
    return ranked[0] if len(ranked) == 1 or _fame(ranked[0]) >= _FAR * _fame(ranked[1]) else None


def _fame(entry: Entry) -> float:
    """How well an entry is known, in people."""
    weight = _REGION if entry.location.kind == "region" else 1
    return entry.reach * weight * (3 if entry.capital else 1) / (20 if entry.also else 1)


def _is_word(mention: Mention) -> bool:
    """Whether a name is an ordinary word ("us" is, "US" is none), or no place by itself."""
    if mention.entries[0].location.kind == "country":
        return False
    return _is_ordinary(mention.key)


def _is_ordinary(word: str) -> bool:
    return (
        word in words_of("common") or word in words_of("ordinary") or word in sections_of("placing")
    )


def _is_person(mention: Mention, people: Set[str]) -> bool:
    """Whether a word of the name is one of a person named in the report."""
    return any(w.capitalize() in people for w in mention.key.split())


def _is_given(mention: Mention) -> bool:
    """Whether the name opens like one of a person, and not like "San ..." or "New ..."."""
    first = mention.key.split()[0]
    return first.capitalize() in sections_of("given") and first not in sections_of("placing")
