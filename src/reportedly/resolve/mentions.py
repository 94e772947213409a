"""Source phrases taken apart: the name, head noun, role, affiliation and recipients in each."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.model import Kind, Span, Spans
from reportedly.resolve.names import Name
from reportedly.resolve.nouns import Noun, noun_of

PRONOUNS = frozenset(
    "he she it they we i you him her his its their them us me our my who which that this these "
    "himself herself itself themselves hers theirs one's whose there".split()
)
_PARTS = frozenset(
    "one another both others other some many most all each neither either none several few two "
    "three four five six seven eight nine ten former latter first second everyone nobody".split()
)
_DETERMINERS = frozenset("the this that these those".split())
_POSSESSIVE_PRONOUNS = frozenset("his her its their our my your whose".split())
_INDEFINITE = frozenset("a an one another some any no several many few various multiple".split())
_WORD = re.compile(r"[^\W_](?:[\w.&’'-]*[\w.’'])?")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_GATHERED = frozenset("group team number band network coalition".split())
_JOINING = frozenset("and of in from at for near to with on by".split())
_TRAILING = frozenset("itself himself herself themselves too also alone however".split())
_SUBJECTS = frozenset("he she it they".split())
_EXPLAINS = frozenset(
    "group organisation organization newspaper agency magazine militia company network monitor "
    "watchdog faction".split()
)
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_AGE = re.compile(r"\s*(?:aged? )?\d{1,3}(?: years old)?\s*$")
# where a noun phrase's head ends: a relative clause, a participle or a preposition
_HEAD_END = re.compile(
    r"\s(?:who|which|that|whose|whom|of|for|in|at|from|to|with|within|inside|on|by|near|"
    r"close|familiar|briefed|among|under|outside|around|across|between|against|about|over|as|"
    r"along|involved|speaking|working|fighting|living|based(?! [A-Z])|named|identified|called|"
    r"known|seen|reviewed|obtained|published|released|leaked|made|quoted|cited|interviewed|reached|"
    r"contacted|surveyed|asking|posted|filed|conducted|written|signed|issued|printed|read|run|"
    r"present|at|without|after|before|during|whom|where|when|affiliated|linked|loyal|opposed)\b"
)
_OF = re.compile(r"\s*(?:of|for|at|from|with|within|inside|in|on behalf of)\s+")
# what stands before a party that passes a source's words on
PASSED = "|".join(
    (
        r"(?:quoted(?: as \w+)?|cited|reported|seen|obtained|reviewed|revealed|carried) by",
        r"(?:interviewed|approached|reached|contacted) by|printed in part (?:by|in)",
        r"(?:published|printed|posted) (?:by|in|on)|(?:broadcast|aired|shown|appearance) (?:by|on)",
        r"(?:leaked|released|shown|given|handed|passed|sent|comments?|remarks?) to|shared with",
        r"read (?:out |aloud )?to|interview(?: \w+)? (?:with|to|on|for|by)",
        r"(?:spoke|spoken|speaking|speaks|talked|talking) (?:with|to)",
    )
)
_TOLD_TO = re.compile(
    rf"(?i),?\s+(?:who |that |which )?(?:(?:have|has|had|was|were|recently|also) )*(?:{PASSED})\b"
)
_KNOWN_AS = re.compile(r"\b(?:known as|called|named)\s+(?:the\s+)?$")
_LEADS = re.compile(r",?\s*who (?:runs|heads|leads|directs|chairs|speaks for|founded)\s+")
_TO = re.compile(r"\s*to\s")
_LONGEST = 200  # characters of a name that a source may begin in
_MOST_WORDS = 80  # of a source phrase that are looked at


@dataclass(frozen=True, slots=True)
class Mention:
    """How a source phrase refers to its party.

    Attributes:
        spans: the source phrase as it was found.
        kind: what kind of party it names, or None where the words leave it open ("they").
        reference: "name", "description", "pronoun" or "none".
        head: the head noun or pronoun, in lower case.
        noun: what the lexicon knows of the head, or None.
        plural: whether it stands for several.
        definite: whether it refers back: "the minister", "its spokesman".
        name: index of the name that it bears, or None.
        role: words for what the party is, or None.
        affiliation: words for whom it belongs to or speaks for, or None.
        possessor: "his", "its" ... where the affiliation is a pronoun, else None.
        part: whether it is one or some of a group mentioned before ("one of them", "both").
        description: the phrase without what is said about it in a relative clause.
    """

    spans: Spans
    kind: Kind | None
    reference: str
    head: str = ""
    noun: Noun | None = None
    plural: bool = False
    definite: bool = False
    name: int | None = None
    role: str | None = None
    affiliation: Span | None = None
    possessor: str | None = None
    part: bool = False
    description: str | None = None

    @property
    def start(self) -> int:
        """Where it stands in the text."""
        return self.spans[0].start


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A noun phrase of a source: its words with their offsets, and the names in it."""

    text: str
    start: int
    end: int
    words: tuple[tuple[int, int, str], ...]
    names: tuple[int, ...]


def mention_of(text: str, source: Spans, names: Sequence[Name]) -> Mention:
    """The source phrase of an attribution, taken apart.

    Args:
        text: the report's text.
        source: the source's spans; none makes a mention of reference "none".
        names: all names of the report (``find_names``).
    """
    if not source:
        return Mention((), Kind.NONE_GIVEN, "none")
    segments = _segments(text, source[0], names)
    if not segments or not segments[0].words:
        return Mention(source, None, "description", description=source[0].text)
    first = segments[0]
    lower = [w.lower() for _, _, w in first.words]
    if lower[-1] in _SUBJECTS and len(lower) > 1:
        lower = lower[-1:]  # "among the over-60s they"
    if lower[0] in PRONOUNS and (len(lower) == 1 or lower[0] in _SUBJECTS):
        plural = lower[0] in ("they", "we", "them", "their", "these", "themselves", "us", "our")
        return Mention(source, None, "pronoun", lower[0], plural=plural, definite=True)
    return (
        _known_as(text, source, first, names)
        or _named(text, source, segments, names)
        or _apposed(text, source, segments, names)
        or _described(text, source, first, names)
    )


def _segments(text: str, span: Span, names: Sequence[Name]) -> list[_Phrase]:
    """The phrase cut at its commas, brackets left out; ages and empty parts dropped."""
    out = []
    cut = [span.start]
    cut += [m.start() for m in re.finditer(r"[,;:–—]", text[span.start : span.end])]
    bounds = [span.start] + [span.start + c for c in cut[1:]] + [span.end]
    first = bisect_left(names, span.start - _LONGEST, key=lambda n: n.span.start)
    last = bisect_left(names, span.end, key=lambda n: n.span.start)
    within = [i for i in range(first, last) if names[i].span.end > span.start]
    pieces: list[tuple[int, int]] = []
    for left, right in itertools.pairwise(bounds):
        inside = any(names[i].span.start < left < names[i].span.end for i in within)
        if inside and pieces:
            pieces[-1] = (pieces[-1][0], right)
        else:
            pieces.append((left, right))
    for start, end in pieces:
        phrase = _phrase(text, start, end, names, within)
        if phrase.words and not _AGE.match(text[phrase.start : phrase.end]):
            out.append(phrase)
    return out


def _phrase(
    text: str, start: int, end: int, names: Sequence[Name], within: Sequence[int]
) -> _Phrase:
    blank = _BRACKETS.sub(lambda m: " " * len(m.group()), text[start:end])
    words: list[tuple[int, int, str]] = []
    for found in _WORD.finditer(blank):
        if len(words) < _MOST_WORDS:
            words.append((start + found.start(), start + found.end(), found.group()))
    while words and words[0][2].lower() in ("by", "and", "but", "as", "from", "to"):
        words.pop(0)
    while len(words) > 1 and words[-1][2].lower() in _TRAILING:
        words.pop()
    if not words:
        return _Phrase(text, start, end, (), ())
    left, right = words[0][0], words[-1][1]
    inside = tuple(i for i in within if left < names[i].span.end and names[i].span.start < right)
    return _Phrase(text, left, right, tuple(words), inside)


def _known_as(text: str, source: Spans, phrase: _Phrase, names: Sequence[Name]) -> Mention | None:
    """A mention that gives the name after a noun: "the rebel group known as X"."""
    for i in phrase.names:
        start = names[i].span.start
        if not _KNOWN_AS.search(text, phrase.start, start):
            continue
        noun = noun_of(_head_word(phrase, names))
        kind = Kind.NAMED_PERSON if noun and noun.kind == "person" else kind_of_name(names[i])
        return Mention(
            source, kind, "name", noun=noun, definite=True, name=i, description=source[0].text
        )
    return None


def _named(
    text: str, source: Spans, segments: list[_Phrase], names: Sequence[Name]
) -> Mention | None:
    """A mention whose head is a name: "Turkish minister X", "X, a baker", "the agency X"."""
    first = segments[0]
    end = _head_end(first, names)
    found = [i for i in first.names if abs(names[i].span.end - end) <= 3]
    found = found or _opening_name(first, names)
    if not found:
        return None
    index = found[-1]
    name = names[index]
    # "Smith's lawyer" ends in no name; "Smith's" alone stands for Smith
    before = [w for w in first.words if w[1] <= name.span.start]
    joined = any(w.lower() == "and" for _, _, w in before) and len(first.names) > 1
    kind = kind_of_name(name, [w for _, _, w in before])
    role, affiliation, possessor = _role_before(text, first, before, names)
    if role is None and len(segments) > 1 and kind is Kind.NAMED_PERSON:
        role, affiliation, possessor = _role_after(text, segments[1], names)
    if affiliation is None and kind is Kind.NAMED_PERSON:
        affiliation = _of_whom(text, first, end, names)
    return Mention(
        source,
        kind,
        "name",
        name.span.text.split()[-1].lower(),
        plural=joined,
        definite=True,
        name=index,
        role=role,
        affiliation=affiliation,
        possessor=possessor,
        description=source[0].text,
    )


def _opening_name(phrase: _Phrase, names: Sequence[Name]) -> list[int]:
    """The name that opens a phrase and is only explained: "the X monitoring group", "X a baker"."""
    for i in phrase.names[:1]:
        before = [w for w in phrase.words if w[1] <= names[i].span.start]
        after = [w[2].lower() for w in phrase.words if w[0] >= names[i].span.end]
        if len(before) > 2 or not after:
            continue
        kind = names[i].kind
        group = kind not in ("person", "place") and any(w in _EXPLAINS for w in after[:3])
        noun = noun_of(after[0], guess=False)
        titled = kind == "person" and noun is not None and noun.kind == "person"
        if after[0] in ("a", "an", "the") or group or titled:
            return [i]
    return []


def _of_whom(text: str, phrase: _Phrase, end: int, names: Sequence[Name]) -> Span | None:
    """The body after a person's name: "Ida Lund of Corran Water"."""
    of = _OF.match(text, end, phrase.end) or _LEADS.match(text, end, phrase.end)
    if of is None:
        return None
    for i in phrase.names:
        near = of.end() <= names[i].span.start <= of.end() + 5
        if near and names[i].kind in ("organisation", "outlet"):
            return names[i].span
    return None


def _apposed(
    text: str, source: Spans, segments: list[_Phrase], names: Sequence[Name]
) -> Mention | None:
    """A mention whose name stands in apposition: "a spokesman for the works, X"."""
    first = segments[0]
    for phrase in segments[1:4]:
        whole = [i for i in phrase.names if names[i].span.end >= phrase.end - 3]
        if not whole:
            continue
        index = whole[-1]
        name = names[index]
        before = [w for w in phrase.words if w[1] <= name.span.start]
        if len(before) > 4 or any(w.lower() in _JOINING for _, _, w in before):
            continue
        noun = noun_of(_head_word(first, names))
        kind = kind_of_name(name, [w for _, _, w in before])
        if noun is None or noun.plural or not _agree(noun, kind):
            continue
        if noun.kind == "person":
            role, affiliation, possessor = _role_of(text, first, names)
            kind = Kind.NAMED_PERSON
        else:
            role, affiliation, possessor = None, None, None
            kind = Kind.OUTLET if noun.kind == "outlet" else kind
        return Mention(
            source,
            kind,
            "name",
            name.span.text.split()[-1].lower(),
            noun=noun,
            definite=True,
            name=index,
            role=role,
            affiliation=affiliation,
            possessor=possessor,
            description=source[0].text,
        )
    return None


def _described(text: str, source: Spans, first: _Phrase, names: Sequence[Name]) -> Mention:
    """A mention by a common noun: "two officials", "the company", "a letter"."""
    lower = [w.lower() for _, _, w in first.words]
    head = _head_word(first, names)
    noun = noun_of(head)
    partitive = _is_part(text, first, lower)
    role, affiliation, possessor = _role_of(text, first, names)
    plural = noun.plural if noun else head.lower().endswith("s")
    if lower[0] in ("a", "an", "one") and not (noun and noun.kind == "group"):
        plural = False
    owned = any(_POSSESSIVE.search(w) for w in lower[:-1]) and lower[0] not in _INDEFINITE
    definite = owned or lower[0] in _DETERMINERS or lower[0] in _POSSESSIVE_PRONOUNS
    kind = _kind_of_noun(noun, plural, first)
    if noun and noun.lemma in _GATHERED and _of_people(text, first, names):
        kind, plural = Kind.UNNAMED_GROUP, True  # "a group of rabbis"
    if partitive:
        single = lower[0] in ("one", "another", "each", "neither", "former", "latter", "first")
        kind = Kind.UNNAMED_PERSON if single else Kind.UNNAMED_GROUP
        plural = not single
        head = next(w for w in lower if w not in ("the", "only"))
    return Mention(
        source,
        kind,
        "description",
        head.lower(),
        noun,
        plural,
        definite,
        role=role,
        affiliation=affiliation,
        possessor=possessor,
        part=partitive,
        description=text[first.start : first.end],
    )


def _of_people(text: str, phrase: _Phrase, names: Sequence[Name]) -> bool:
    """Whether "of" and people in the plural follow the head: "of rabbis", "of young men"."""
    end = _head_end(phrase, names)
    after = [w for s, _, w in phrase.words if s >= end][:4]
    nouns = [noun_of(w) for w in after[1:]]
    return after[:1] == ["of"] and any(n and n.plural and n.kind == "person" for n in nouns)


def kind_of_name(name: Name, before: Sequence[str] = ()) -> Kind:
    """The kind of party that a name stands for, with the words before it in its phrase."""
    if before:
        noun = noun_of(before[-1])
        if noun and noun.kind == "outlet" and name.kind != "person":
            return Kind.OUTLET
        if noun and noun.kind == "person" and name.kind in ("other", "place"):
            return Kind.NAMED_PERSON
    if name.kind == "person":
        return Kind.NAMED_PERSON
    return Kind.OUTLET if name.kind == "outlet" else Kind.ORGANISATION


def _kind_of_noun(noun: Noun | None, plural: bool, phrase: _Phrase) -> Kind:
    if noun is None:
        if phrase.words[-1][2][:1].isupper():
            return Kind.ORGANISATION
        return Kind.UNNAMED_GROUP if plural else Kind.UNNAMED_PERSON
    if noun.kind == "person":
        return Kind.UNNAMED_GROUP if plural else Kind.UNNAMED_PERSON
    if noun.kind == "organisation" and plural and noun.lemma != "police":
        return Kind.UNNAMED_GROUP
    kinds = {
        "group": Kind.UNNAMED_GROUP,
        "organisation": Kind.ORGANISATION,
        "outlet": Kind.OUTLET,
        "document": Kind.DOCUMENT,
        "event": Kind.UNNAMED_GROUP,
    }
    return Kind.ORGANISATION if noun.lemma == "police" else kinds[noun.kind]


def _agree(noun: Noun, kind: Kind) -> bool:
    if noun.kind == "person":
        return kind is not Kind.OUTLET
    return noun.kind in ("organisation", "outlet", "group") and kind is not Kind.NAMED_PERSON


def _is_part(text: str, phrase: _Phrase, lower: list[str]) -> bool:
    """Whether the phrase is a part of a group: "one", "both men", "one of the officers"."""
    words = [w for w in lower if w not in ("the", "only")]
    if not words or words[0] not in _PARTS:
        return False
    if len(words) == 1 or words[1] == "of":
        return True
    return words[0] in ("both", "another", "other", "one") and len(words) == 2


def _head_end(phrase: _Phrase, names: Sequence[Name]) -> int:
    """Where the head of the phrase ends: before a preposition, participle or relative clause."""
    text = phrase.text[phrase.start : phrase.end]
    for cut in _HEAD_END.finditer(text):
        at = phrase.start + cut.start()
        if any(names[i].span.start <= at < names[i].span.end for i in phrase.names):
            continue
        before = text[: cut.start()].rpartition(" ")[2].lower()
        if before in _DETERMINERS | _INDEFINITE or before.endswith("ly"):
            continue  # "a leaked memo", "the newly published list"
        return at
    return phrase.end


def _head_word(phrase: _Phrase, names: Sequence[Name]) -> str:
    end = _head_end(phrase, names)
    words = [w for _, e, w in phrase.words if e <= end] or [phrase.words[0][2]]
    head = _POSSESSIVE.sub("", words[-1])
    if noun_of(head) is None and len(words) > 1:
        # adverbs and verbs that the model left in: "a source there", "the minister also"
        for word in reversed(words[:-1]):
            if noun_of(word) and words[-1][:1].islower():
                return word
    return head


def _role_of(
    text: str, phrase: _Phrase, names: Sequence[Name]
) -> tuple[str | None, Span | None, str | None]:
    """Role, affiliation and possessor in a phrase without a name as its head."""
    end = _head_end(phrase, names)
    head = [w for w in phrase.words if w[1] <= end] or [phrase.words[0]]
    role, affiliation, possessor = _role_before(text, phrase, head, names)
    of = _OF.match(text, end, phrase.end)
    if of:
        if affiliation is None:
            stop = _HEAD_END.search(text[of.end() : phrase.end])
            right = of.end() + stop.start() if stop else phrase.end
            inside = [i for i in phrase.names if names[i].span.start >= of.end() - 1]
            if inside:
                right = max(right, names[inside[0]].span.end)
            if right > of.end():
                affiliation = Span.of(text, of.end(), right)
        elif role and text[of.start() : of.end()].strip() == "of":
            role = text[text.index(role, phrase.start) : phrase.end]  # "head of transport"
    elif role and _TO.match(text, end, phrase.end):
        role = text[text.index(role, phrase.start) : phrase.end]
    return role, affiliation, possessor


def _role_before(
    text: str, phrase: _Phrase, words: Sequence[tuple[int, int, str]], names: Sequence[Name]
) -> tuple[str | None, Span | None, str | None]:
    """Role, affiliation and possessor in the words up to a name or up to the head noun."""
    if not words:
        return None, None, None
    possessor = words[0][2].lower() if words[0][2].lower() in _POSSESSIVE_PRONOUNS else None
    start, affiliation = 0, None
    for i, (_, e, word) in enumerate(words):
        owner = _POSSESSIVE.search(word)
        if owner and e - len(owner.group()) > words[0][0]:
            affiliation = Span.of(text, words[0][0], e - len(owner.group()))
            start = i + 1
    if affiliation is None and possessor:
        start = 1
    if affiliation is None and not possessor:
        for i in phrase.names:
            span = names[i].span
            if span.start >= words[0][0] and span.end < words[-1][0]:
                affiliation = span
                start = next(k for k, w in enumerate(words) if w[0] >= span.end)
                break
    rest = words[start:]
    while rest and rest[0][2].lower() in _DETERMINERS | _INDEFINITE:
        rest = rest[1:]
    if not rest or noun_of(rest[-1][2]) is None:
        return None, affiliation, possessor
    noun = noun_of(rest[-1][2])
    if noun is None or noun.kind != "person":
        return None, affiliation, possessor
    if affiliation is None and possessor is None:
        affiliation = _body_in(text, rest[:-1])
    return text[rest[0][0] : rest[-1][1]], affiliation, possessor


def _body_in(text: str, words: Sequence[tuple[int, int, str]]) -> Span | None:
    """The body in the words before a role: "a coastguard spokesman"."""
    for left, right, word in words:
        noun = noun_of(word)
        if noun and noun.kind == "organisation" and (not noun.plural or noun.lemma == "police"):
            return Span.of(text, left, right)
    return None


def _role_after(
    text: str, phrase: _Phrase, names: Sequence[Name]
) -> tuple[str | None, Span | None, str | None]:
    """Role, affiliation and possessor in the apposition after a name: ", a spokesman for X"."""
    noun = noun_of(_head_word(phrase, names))
    if noun is None or noun.kind != "person":
        return None, None, None
    return _role_of(text, phrase, names)


def plain(words: str) -> str:
    """A description without the clause that says who passed it on: "who spoke to the paper"."""
    words = re.sub(r"\s+(?:who|which|that)$", "", " ".join(words.split()))
    return _TOLD_TO.split(words, maxsplit=1)[0].strip(" ,;:—–") or words
