"""Names of people, bodies and places in a report, known and invented, by how they are written.

A name is a run of capitalised words; what it names is voted for by its words and by the words
around all of its mentions. Short forms point to the fullest form in the report.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportedly.model import Span
from reportedly.resolve.bodies import load_bodies
from reportedly.resolve.lexicon import sections_of, words_of
from reportedly.resolve.nations import is_demonym, nation_of
from reportedly.resolve.nouns import noun_of
from reportedly.resolve.outlets import load_outlets
from reportedly.resolve.votes import KINDS, is_body, votes_around, votes_of

_TITLE = r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|Maj|Prof|Rev|St|Fr)\."
_CAP = (
    rf"(?:(?:[A-Z]\.){{2,5}}|{_TITLE}|[A-ZÀ-ÖØ-Þ][\w.’'&-]*[\w’']|[A-ZÀ-ÖØ-Þ]\.?|"
    r"(?:al|el|ad|as|ar|an|at)-[A-Z][\w’'-]+)"
)
_PARTICLE = r"(?:de|del|della|der|den|des|di|da|dos|du|van|von|zu|bin|ibn|bint|la|le|y|ul|ud|ter)"
_KINSHIP = frozenset("Abu Abou Umm Ibn Ben Bin St. Saint".split())
_PARTICLES = frozenset("de del van von al el bin di le la".split())
_RUN = re.compile(rf"(?<![\w’'@#/.-]){_CAP}(?: (?:{_PARTICLE} ){{0,2}}(?:& )?{_CAP})*")
_JOINED = re.compile(rf" (?:of the|for the|of|for|and the|and|&|in) (?={_CAP})")
# a verb or pronoun with a capital: a headline within a line of ordinary text
_RUNNING = re.compile(
    r" (?:Is|Was|Are|Were|Be|Has|Have|Had|Will|Would|Should|Could|Can|Says?|Who|About|His|Her|"
    r"Their|Not|After|Than|(?:Did|Do|Does|Was|Is|Wo)n['’]t)(?! [A-Z]\.)(?![\w’'-])"
)
_PAIRED = re.compile(rf" (?:and|&) ({_CAP}(?: {_CAP}){{1,4}})")
_WORD = re.compile(r"\S+")
_TELLING = re.compile(r"[^\W\d_]{4,}|[A-Z][^\W\d_]+")  # small words never have a capital
_POSSESSIVE = re.compile(r"['’]s?$")
_CONTRACTED = re.compile(r"(?i)(?:n['’]t|['’](?:m|re|ll|ve|d))$")
_ACRONYM = re.compile(r"(?:[A-Z]{2,6}\d?|(?:[A-Z]\.){2,5})$")
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb "
    "mar apr jun jul aug sept sep oct nov dec monday tuesday wednesday thursday friday saturday "
    "sunday mon tue tues wed thu thurs fri sat sun christmas easter".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name where it stands.

    Attributes:
        span: the name without title, article or possessive.
        kind: "person", "organisation", "place", "outlet" or "other".
        score: how clearly the votes speak for the kind, 0 to 1.
        title: the title before it: "Governor"; or None.
        gender: "m" or "f" where title or given name tell, else None.
        whole: index of the fullest form of this name in the report; its own where it is that.
    """

    span: Span
    kind: str
    score: float
    title: Span | None
    gender: str | None
    whole: int


@dataclass(slots=True)
class _Found:
    """A name as found, before the votes of all its mentions are counted."""

    start: int
    end: int
    title: tuple[int, int] | None
    votes: Counter[str]
    placed: int = 0  # votes for a place by the words around it


def find_names(text: str) -> tuple[Name, ...]:
    """All names in ``text``, in the order of place.

    >>> [(n.span.text, n.kind) for n in find_names("Governor Odile Tarn met Corrin Water Ltd.")]
    [('Odile Tarn', 'person'), ('Corrin Water Ltd', 'organisation')]
    """
    seen = _seen_inside(text)
    headlines = _headlines(text)
    found: list[_Found] = []
    loud: list[tuple[int, int]] = []
    for run in _RUN.finditer(text):
        at = bisect_right(headlines, (run.start(), len(text)))
        inside = at and run.start() < headlines[at - 1][1]
        if inside or _RUNNING.search(run.group()):
            loud.append(run.span())
            continue
        for start, end in _widened(text, run.start(), run.end()):
            found += _parts(text, start, end, seen)
    known = frozenset(text[n.start : n.end] for n in found)
    for start, end in loud:
        found += _in_headline(text, start, end, known)
    found = _apart(found)
    _strip_labels(text, found)
    groups = _groups(text, found)
    return _counted(text, found, groups)


# --- where names are ---


def _seen_inside(text: str) -> frozenset[str]:
    """Capitalised words seen in mid-sentence: what they name is a name at the start of one too."""
    return frozenset(re.findall(rf"(?<=[a-z,;] )({_CAP})", text))


def _headlines(text: str) -> list[tuple[int, int]]:
    """Lines in which nearly every word has a capital, and capitals tell nothing."""
    out = []
    for line in re.finditer(r"[^\n]{12,300}", text):
        if line.group().rstrip(' ”"’)').endswith((".", "!", "?", ",", ";")):
            continue
        words = _TELLING.findall(line.group())
        if len(words) > 3 and sum(w[0].isupper() for w in words) > 0.75 * len(words):
            out.append(line.span())
    return out


def _in_headline(text: str, start: int, end: int, known: frozenset[str]) -> list[_Found]:
    """The names in a run of a headline: those of the text below, and runs of no ordinary word."""
    out: list[_Found] = []
    piece: list[tuple[int, int]] = []
    words = [(start + m.start(), start + m.end()) for m in _WORD.finditer(text[start:end])]
    at = 0
    while at < len(words):
        length = _known_length(text, words[at : at + 5], known)
        word = text[slice(*words[at])]
        if not length and not _is_plain(word):
            piece.append(words[at])
            at += 1
            if at < len(words) and not _POSSESSIVE.search(word):
                continue
        out += _from_piece(text, piece)
        piece = []
        if length:
            out.append(_found(text, words[at : at + length], None))
        if length or (at < len(words) and _is_plain(text[slice(*words[at])])):
            at += length or 1
    return out + _from_piece(text, piece)


def _known_length(text: str, words: Sequence[tuple[int, int]], known: frozenset[str]) -> int:
    """How many of the words, from the first on, are a name of the text below; 0 for none."""
    for length in range(len(words), 0, -1):
        raw = text[words[0][0] : words[length - 1][1]]
        if _POSSESSIVE.sub("", raw) in known:
            return length
    return 0


def _is_plain(word: str) -> bool:
    """Whether a word of a headline has its capital from its place only."""
    bare = _POSSESSIVE.sub("", word).lower()
    if is_body(word) or bare in sections_of("titles"):
        return False
    forms = {bare, bare.removesuffix("s"), bare.removesuffix("es"), bare.removesuffix("ed")}
    forms |= {bare.removesuffix("d"), bare.removesuffix("ing"), bare.removesuffix("ing") + "e"}
    return bool(forms & words_of("common")) or bare in words_of("function") or bare in _MONTHS


def _from_piece(text: str, piece: list[tuple[int, int]]) -> list[_Found]:
    words = [text[slice(*p)] for p in piece]
    named = any(w.lower() not in words_of("common") for w in words)
    if not named or (len(words) == 1 and (_is_kind_of_people(words[0]) or _is_title(words[0]))):
        return []
    return _titled(text, piece)


def _opens(text: str, start: int) -> bool:
    """Whether a sentence, a quotation or a line starts here."""
    before = text[max(0, start - 3) : start].rstrip(" “\"‘'(")
    return not before or before[-1] in '.!?:\n”"•–—-|' or "\n" in text[max(0, start - 3) : start]


def _widened(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A run with what "of", "for" and "and" join to it inside the name of a body."""
    paired = _PAIRED.match(text, end)
    opened = text[max(0, start - 4) : start].lower() == "the " and " " not in text[start:end]
    if paired and opened and is_body(paired.group(1).split()[-1]):
        end = paired.end()  # "the Mines and Rivers Board"
    while True:
        words = text[start:end].split()
        body = any(is_body(w) for w in words) or words[0] in ("University", "Bank", "Church")
        joint = _JOINED.match(text, end)
        if joint is None or not body or end - start > 90:
            return [(start, end)]
        if joint.group().strip() in ("and", "and the", "&", "in") and not _inner(words):
            return [(start, end)]
        more = _RUN.match(text, joint.end())
        if more is None or sections_of("titles").get(more.group().split()[0].lower()):
            return [(start, end)]
        end = more.end()


def _inner(words: Sequence[str]) -> bool:
    return any(w in ("of", "for") for w in words)


def _parts(text: str, start: int, end: int, seen: frozenset[str]) -> list[_Found]:
    """The names in a run: without opening words, and with titles told from names."""
    words = [(start + m.start(), start + m.end()) for m in _WORD.finditer(text[start:end])]
    begin = 0
    while begin < len(words) and _is_no_name(text, words[begin], seen, len(words) - begin):
        begin += 1
    words = words[begin:]
    if not words:
        return []
    while len(words) > 1 and text[slice(*words[-1])].lower() in words_of("function"):
        words.pop()  # the next sentence, where a full stop was lost
    words = _without_label(text, words)
    if text[slice(*words[0])] in ("I", "A"):
        return []
    only = text[slice(*words[0])] if len(words) == 1 else ""
    article = text[max(0, words[0][0] - 4) : words[0][0]].lower() == "the "
    if only and (_is_kind_of_people(only) or _is_title(only, article)):
        return []
    out: list[_Found] = []
    cuts = [i for i, (s, e) in enumerate(words) if _POSSESSIVE.search(text[s:e])]
    begin = 0
    for cut in [*cuts, len(words) - 1]:
        piece = words[begin : cut + 1]
        begin = cut + 1
        if piece:
            out += _titled(text, piece)
    return out


def _without_label(text: str, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The words without ordinary ones before a person's name: "Democrat Odile Tarn"."""
    heard = [text[s:e] for s, e in words]
    for i, word in enumerate(heard[:-1]):
        if i and word in sections_of("given") and word.lower() not in words_of("common"):
            return words if is_body(heard[-1]) else words[i:]
        lower = word.lower().rstrip(".")
        ordinary = lower in words_of("common") or lower in words_of("ordinary")
        if lower in sections_of("titles") or not ordinary:
            break
    return words


def _is_title(word: str, article: bool = False) -> bool:
    """Whether a capitalised word is a title that stands for nobody by itself: "the Minister"."""
    lower = _POSSESSIVE.sub("", word).lower().rstrip(".")
    return lower in sections_of("titles") and (
        article or lower in words_of("common") or "." in word
    )


def _is_kind_of_people(word: str) -> bool:
    """Whether a capitalised word stands for people or an adjective: "Republicans", "Turkish"."""
    word = _POSSESSIVE.sub("", word)
    noun = noun_of(word, guess=False)
    plural = noun is not None and noun.plural and noun.kind == "person"
    if is_demonym(word) or word.lower() in words_of("peoples"):
        return True
    return plural and load_outlets().find(word) is None


def _is_no_name(text: str, word: tuple[int, int], seen: frozenset[str], length: int) -> bool:
    """Whether a word that opens a run has its capital from its place only."""
    raw = _POSSESSIVE.sub("", text[word[0] : word[1]])
    lower = raw.lower()
    if lower in _PARTICLES and length > 1:
        return False
    if lower in _MONTHS or _CONTRACTED.search(raw) or raw.endswith(("-based", "-led", "-born")):
        return True
    ordinary = all(p in words_of("common") for p in lower.split("-"))
    if _ACRONYM.match(raw) and len(raw) > 1 and load_bodies().find(raw):
        return False  # "UN"
    if ordinary or lower in ("i", "a"):
        noun = noun_of(lower)
        published = noun is not None and noun.kind == "outlet" and not noun.plural
        if sections_of("titles").get(lower) or is_body(raw) or published:
            return not (length > 1 or raw in seen)
        return _opens(text, word[0]) or lower in words_of("function") or length == 1
    return False


def _titled(text: str, words: list[tuple[int, int]]) -> list[_Found]:
    """One name, or what stands before a title, the title and the name after it."""
    titles = sections_of("titles")
    last = -1
    for i, (s, e) in enumerate(words[:-1]):
        lower = text[s:e].rstrip(".").lower()
        if lower in titles and not (is_body(text[slice(*words[i + 1])]) and i + 2 >= len(words)):
            last = i
    if last < 0:
        return [_found(text, words, None)]
    after = words[last + 1 :]
    if any(is_body(text[s:e]) for s, e in after):
        return [_found(text, words, None)]
    first = last
    while first and text[slice(*words[first - 1])].lower() in _OFFICES | titles.keys():
        first -= 1
    out = [_found(text, words[:first], None)] if first else []
    return [*out, _found(text, after, (words[first][0], words[last][1]))]


_OFFICES = frozenset(
    "foreign defence defense interior finance health education justice trade home prime vice "
    "deputy attorney mines labour labor energy transport former acting assistant chief economy "
    "culture police fire district county state federal national regional permanent managing "
    "lieutenant lt rear major brigadier air staff sergeant detective".split()
)


def _found(text: str, words: list[tuple[int, int]], title: tuple[int, int] | None) -> _Found:
    start, end = words[0][0], words[-1][1]
    cut = _POSSESSIVE.search(text, start, end)
    if cut and cut.end() == end:
        end = cut.start()
    return _Found(start, max(end, start + 1), title, Counter())


def _apart(found: list[_Found]) -> list[_Found]:
    """The names in order, none overlapping another."""
    out: list[_Found] = []
    for name in sorted(found, key=lambda n: (n.start, -n.end)):
        if not out or name.start >= out[-1].end:
            out.append(name)
    return out


def _strip_labels(text: str, found: list[_Found]) -> None:
    """Takes off a word before a name that mostly goes without: "Honest Odile Tarn"."""
    often = Counter(text[name.start : name.end] for name in found)
    for name in found:
        first, _, rest = text[name.start : name.end].partition(" ")
        known = " " in rest and often[rest] > often[f"{first} {rest}"]
        given = sections_of("given")
        if known and rest.split()[0] in given and first not in given and first not in _KINSHIP:
            name.start += len(first) + 1


# --- what they name ---


def _groups(text: str, found: list[_Found]) -> list[int]:
    """For each name the index of the fullest form in the report that it can be short for."""
    first: dict[str, int] = {}
    for i, name in enumerate(found):
        first.setdefault(_folded(text[name.start : name.end]), i)
    by_last: dict[str, set[str]] = defaultdict(set)
    by_first: dict[str, set[str]] = defaultdict(set)
    for key in first:
        parts = key.split()
        if len(parts) > 1:
            by_last[_stem(parts[-1])].add(key)
            by_first[parts[0]].add(key)
            joint = next((i for i, p in enumerate(parts) if p in ("of", "for")), 0)
            if joint > 1 or (joint == 1 and len(parts) > 2):
                by_last[parts[joint - 1]].add(key)  # "the Observatory" of "X Observatory for Y"
            initials = "".join(p[0] for p in parts if p not in ("of", "for", "the", "and", "&"))
            if len(initials) > 1:
                by_last["=" + initials].add(key)
    out = []
    for name in found:
        raw = text[name.start : name.end]
        out.append(first[_fullest(_folded(raw), raw, by_last, by_first)])
    return out


def _folded(name: str) -> str:
    return name.replace("’", "'").casefold().rstrip(".")


def _stem(word: str) -> str:
    return re.sub(r"^(?:al|el)-", "", word)


def _fullest(
    key: str, raw: str, by_last: dict[str, set[str]], by_first: dict[str, set[str]]
) -> str:
    """The one full form of a short name; itself where there is none or more than one."""
    parts = key.split()
    letters = key.replace(".", "")
    if _ACRONYM.match(raw):
        spelt = by_last.get("=" + letters, set())
        return next(iter(spelt)) if len(spelt) == 1 else key
    last = by_last.get(_stem(parts[-1]), set()) - {key}
    if len(parts) == 1:
        longer = last or by_first.get(key, set())
        return next(iter(longer)) if len(longer) == 1 else key
    wide = {k for k in last if set(parts) <= set(k.split()) or _same_person(parts, k.split())}
    wide |= {k for k in by_first.get(parts[0], set()) if k != key and k.startswith(key + " ")}
    return next(iter(wide)) if len(wide) == 1 and len(next(iter(wide))) > len(key) else key


def _same_person(short: list[str], full: list[str]) -> bool:
    """Whether "J. Smith" or "John Smith" can be "John Q. Smith"."""
    first = short[0].rstrip(".")
    alike = full[0].startswith(first) and (len(first) == 1 or first == full[0].rstrip("."))
    return alike and set(short[1:]) <= set(full[1:])


def _counted(text: str, found: list[_Found], groups: list[int]) -> tuple[Name, ...]:
    """The names with the kind that all mentions of each together vote for."""
    pooled: dict[int, Counter[str]] = defaultdict(Counter)
    gender: dict[int, str] = {}
    roots = [_root(groups, i) for i in range(len(groups))]
    known: dict[str, Counter[str]] = {}
    surnames = _surnames(text, found)
    for name in found:
        words = text[name.start : name.end]
        if words not in known:
            known[words] = votes_of(words)
            if words in surnames:
                known[words]["person"] += 3
        name.votes.update(known[words])
        if text.startswith("The ", max(0, name.start - 4)) and load_outlets().find(f"The {words}"):
            name.votes["outlet"] += 9  # "The Hill" is an outlet, "the hill" and "Hill" are none
        around = votes_around(text, name.start, name.end)
        name.placed = around["place"]
        name.votes.update(around)
        name.votes["person"] += 4 if name.title else 0
    roots = _parted(text, found, roots)
    for name, root in zip(found, roots, strict=True):
        pooled[root].update(name.votes)
        told = _gender(text, name)
        if told:
            gender.setdefault(root, told)
    out = []
    for name, root in zip(found, roots, strict=True):
        kind, score = _winner(pooled[root])
        title = Span.of(text, *name.title) if name.title else None
        sex = gender.get(root) if kind == "person" else None
        out.append(Name(Span.of(text, name.start, name.end), kind, score, title, sex, root))
    return tuple(_settled(out))


def _parted(text: str, found: list[_Found], roots: list[int]) -> list[int]:
    """The fullest forms, without the bodies called after a town: it is not their short form."""
    placed: Counter[str] = Counter()
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    first: dict[str, int] = {}
    for i, name in enumerate(found):
        words = text[name.start : name.end]
        placed[words] += name.placed
        votes[first.setdefault(words, i)].update(name.votes)
    out = []
    for name, root in zip(found, roots, strict=True):
        words, full = text[name.start : name.end], text[found[root].start : found[root].end]
        town = words != full and (placed[words] > 1 or nation_of(words) is not None)
        body = town and _winner(votes[first[full]])[0] in ("organisation", "outlet")
        out.append(first[words] if body else root)
    return out


def _surnames(text: str, found: list[_Found]) -> frozenset[str]:
    """Last words of names that begin with a given name or follow a title."""
    out = set()
    for name in found:
        words = text[name.start : name.end].split()
        given = len(words) > 1 and words[0] in sections_of("given")
        if (given or name.title) and not any(is_body(w) for w in words):
            out.add(words[-1])
    return frozenset(out)


def _root(groups: list[int], index: int) -> int:
    for _ in range(4):
        if groups[index] == index:
            return index
        index = groups[index]
    return index


def _settled(names: list[Name]) -> list[Name]:
    """Names of two kinds under one short form are parted again."""
    return [
        n if names[n.whole].kind == n.kind else replace(n, whole=i) for i, n in enumerate(names)
    ]


def _winner(votes: Counter[str]) -> tuple[str, float]:
    ranked = sorted(((votes[k], k) for k in KINDS), reverse=True)
    best, second = ranked[0], ranked[1]
    if best[0] <= 0 or (best[0] == second[0] < 3):
        return "other", 0.0
    return best[1], round(best[0] / (best[0] + max(second[0], 0) + 1), 3)


def _gender(text: str, name: _Found) -> str | None:
    if name.title:
        for word in text[slice(*name.title)].lower().split():
            told = sections_of("titles").get(word.strip("."))
            if told in ("m", "f"):
                return told
    words = text[name.start : name.end].split()
    told = sections_of("given").get(words[0]) if len(words) > 1 else None
    return told if told in ("m", "f") else None
