"""Where in a text the name of a place may stand, and what its words tell about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from reportedly.resolve.gazetteer import Entry, Gazetteer, fold, skeleton
from reportedly.resolve.lexicon import sections_of, words_of
from reportedly.resolve.nations import is_demonym, nation_of
from reportedly.resolve.outlets import load_outlets

_ARABIC = r"(?:[Aa]l|[Ee]l|a[drsznt]|ash|e[dsrzn])"
_CAP = (
    rf"(?:(?:[A-Z]\.){{2,4}}|(?:St|Ste|Ft|Mt)\.(?= [A-Z])|"
    rf"(?:{_ARABIC}[-‑])?[A-ZÀ-ÖØ-ÞĀ-Žʿ][^\W_]*(?:[-‑’'‘`][^\W_]+)*)"
)
_LINK = r"(?:of|and|de|del|do|da|das|dos|la|le|les|al|el|ez|es|as|ash|ar|on|upon|am|sur|the)"
_RUN = re.compile(rf"(?<![\w’'@#/&-]){_CAP}(?: (?:{_LINK} ){{0,2}}{_CAP})*")
_TOKEN = re.compile(r"\S+")
_POSSESSIVE = re.compile(r"(?:['’]s?)$")
_BASED = re.compile(r"-(?:based|area|born)$")
_LONGEST = 5  # words in a name
_STATE = re.compile(r", ((?:[A-Z]\. ?){2}|[A-Z][A-Za-z]*\.(?:[A-Z][a-z]+\.)?|[A-Z]{2}\b)")
_QUALIFIED = re.compile(
    rf"(?:,| in)(?: the)?(?: (?:north|south|east|west|central)\w*)? ({_CAP}(?: {_CAP}){{0,2}})"
)
_OWNED = re.compile(rf"({_CAP}(?: {_CAP})?)['’]s? (?:[a-z-]+ ){{0,4}}$")
_OF_NATION = re.compile(r"([A-Z][a-z]+) (?:[a-z-]+ ){0,2}?([a-z]+)(?: of)? $")
_IN = re.compile(
    r"(?i)\b(?:in|near|outside|inside|around|throughout|across|into|neighbou?ring|nearby|"
    r"\w+(?: of))(?: the)?(?: [a-z-]+ern| central| downtown| rural| nearby)* $"
)
_KINDS = frozenset(("kind", "town", "region"))
_PLACED = frozenset("in near outside inside around throughout across into nearby".split())
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Col|Lt|Prof|Rev|Capt|Sgt|Maj|Messrs)\. "
    r"([A-Z]\w+)(?: (?:[A-Z]\. )?([A-Z]\w+))?"
)
_LIST = re.compile(r",? (?:and|or|to) |, [A-Z][\w ]*,? (?:and|or) ")
_KIND_AFTER = re.compile(r"[ -]([a-z]+|[A-Z][a-z]+)\b")
_DATELINE = re.compile(r"[ ,(–—-]")
_PART_AFTER = re.compile(r" (?:area|suburb|neighbou?rhood|region|countryside|outskirts|district)")
_LISTED = re.compile(r"(?:,|,? and|,? or|,? to) $")


@dataclass(slots=True)
class Mention:
    """A name in a text that the gazetteer has.

    Attributes:
        start: offset of its first character.
        end: offset after its last.
        key: the name folded.
        entries: what goes by it, countries first.
        strong: whether the words around it speak of a place.
        kind: "region" or "city" where the next word says so.
        within: the country, and the region or "", that it is said to lie in.
        loose: whether only the consonants of the name were found.
    """

    start: int
    end: int
    key: str
    entries: tuple[Entry, ...]
    strong: bool = False
    kind: str | None = None
    within: tuple[str, str] | None = None
    loose: bool = False


@dataclass(slots=True)
class Found:
    """What one pass over a text finds.

    Attributes:
        mentions: names that the gazetteer has, in order.
        people: words of names of people.
        nations: codes of countries that adjectives tell.
    """

    mentions: list[Mention] = field(default_factory=list)
    people: set[str] = field(default_factory=set)
    nations: dict[str, int] = field(default_factory=dict)


class Finder:
    """Finds the names in one text.

    Args:
        text: the text.
        gazetteer: what names are looked up in.

    >>> from reportedly.resolve.gazetteer import load_gazetteer
    >>> [m.key for m in Finder("In Kazan, Odile Tarn spoke.", load_gazetteer()).find().mentions]
    ['kazan']
    """

    def __init__(self, text: str, gazetteer: Gazetteer) -> None:
        self.text = text
        self.gazetteer = gazetteer
        self.found = Found()
        self._areas: dict[int, tuple[str, str]] = {}
        self._opening: dict[str, bool] = {}
        self._known: dict[str, tuple[tuple[Entry, ...], bool]] = {}

    def find(self) -> Found:
        """All names of the text, without those inside longer names."""
        for titled in _TITLED.finditer(self.text):
            self.found.people.update(filter(None, titled.groups()))
        for run in _RUN.finditer(self.text):
            tokens = [
                (run.start() + t.start(), run.start() + t.end())
                for t in _TOKEN.finditer(run.group())
            ]
            self._people(tokens)
            self._run(tokens)
        return self.found

    def _word(self, token: tuple[int, int]) -> str:
        return _POSSESSIVE.sub("", self.text[slice(*token)])

    def _people(self, tokens: list[tuple[int, int]]) -> None:
        """Notes the words of a person's name, and the nations that adjectives tell."""
        words = [self._word(t) for t in tokens]
        for word in words:
            if is_demonym(word):
                name = nation_of(word) or ""
                self.found.nations[name] = self.found.nations.get(name, 0) + 1
        given, titles = sections_of("given"), sections_of("titles")
        for i, word in enumerate(words[:-1]):
            if not words[i + 1][:1].isupper() or self.text[tokens[i][1] - 2 : tokens[i][1]] in (
                "'s",
                "’s",
            ):
                continue
            last = words[i + 1].lower()
            if (
                last in words_of("bodies")
                or last in sections_of("placing")
                or last in words_of("common")
            ):
                continue
            if word in given and not self.gazetteer.find(fold(f"{word} {words[i + 1]}")):
                self.found.people.update((word, words[i + 1]))
            elif word.lower() in titles:
                self.found.people.add(words[i + 1])

    def _run(self, tokens: list[tuple[int, int]]) -> None:
        at = 0
        while at < len(tokens):
            at = self._match(tokens, at) or at + 1

    def _match(self, tokens: list[tuple[int, int]], at: int) -> int | None:
        """Notes the longest name at a token that is all of a name there; the token after it."""
        first = self.text[tokens[at][0] : tokens[at][1]]
        if first.islower() or not self._starts(tokens, at):
            return None
        for stop in range(self._longest(tokens, at), at, -1):
            if any(_POSSESSIVE.search(self.text[s:e]) for s, e in tokens[at : stop - 1]):
                continue
            start, end = tokens[at][0], tokens[stop - 1][1]
            name = self.text[start:end]
            if self.text[slice(*tokens[stop - 1])].islower():
                continue
            cut = _POSSESSIVE.search(name) or _BASED.search(name)
            bare = name[: cut.start()] if cut else name
            entries, loose = self._look_up(bare)
            if not entries:
                continue
            if not self._ends(tokens, stop, cut is not None):
                return None
            self._note(Mention(start, start + len(bare), fold(bare), entries, loose=loose))
            return stop
        return None

    def _longest(self, tokens: list[tuple[int, int]], at: int) -> int:
        """Where the longest name that opens with a token can end."""
        word = self.text[slice(*tokens[at])]
        opens = self._opening.get(word)
        if opens is None:
            opens = self.gazetteer.opens(fold(word)) or "-" in word
            self._opening[word] = opens
        second = tokens[at + 1 : at + 2]
        if not opens and not (second and "-" in self.text[slice(*second[0])]):
            return at + 1
        return min(at + _LONGEST, len(tokens))

    def _look_up(self, name: str) -> tuple[tuple[Entry, ...], bool]:
        """What goes by a name, and whether only by its consonants."""
        known = self._known.get(name)
        if known is None:
            known = self._known_as(name)
            self._known[name] = known
        return known

    def _known_as(self, name: str) -> tuple[tuple[Entry, ...], bool]:
        country = self.gazetteer.country(name)
        if country is None and is_demonym(name):
            return (), False
        key = fold(name)
        entries = self.gazetteer.find(key) if len(key) > 2 else ()
        if country is not None:
            return (country, *entries), False
        loose = not entries
        if loose and (bones := skeleton(key)):
            entries = self.gazetteer.find(bones)
        if entries and load_outlets().find(name) is not None:
            return (), False
        return entries, loose

    def _starts(self, tokens: list[tuple[int, int]], at: int) -> bool:
        """Whether a name can start at a token: no word before it belongs to the same name."""
        if at == 0:
            return True
        before = self.text[slice(*tokens[at - 1])]
        lower = before.lower()
        if before.islower():
            return not self._of_body(tokens, at)
        kind = sections_of("placing").get(lower)
        if _POSSESSIVE.search(before) or kind == "direction" or is_demonym(before):
            return True
        if lower in _PLACED or lower in ("from", "at"):
            return True
        return at == 1 and lower in words_of("common") and _opens(self.text, tokens[0][0])

    def _of_body(self, tokens: list[tuple[int, int]], at: int) -> bool:
        """Whether "of" before a token joins it to the name of a body: "University of ..."."""
        back = at - 1
        while back > 0 and self.text[slice(*tokens[back])].islower():
            back -= 1
        head = self.text[slice(*tokens[back])].lower()
        joint = self.text[tokens[at - 1][0] : tokens[at - 1][1]]
        noble = head in ("duke", "duchess", "prince", "princess", "earl", "battle", "treaty")
        return joint in ("of", "the") and (head in words_of("bodies") or noble)

    def _ends(self, tokens: list[tuple[int, int]], stop: int, cut: bool) -> bool:
        """Whether a name can end before a token."""
        if cut:
            return True
        if stop == len(tokens):
            return self.text[tokens[-1][1] : tokens[-1][1] + 1] not in ("-", "@")
        after = self.text[slice(*tokens[stop])]
        if after.islower():
            return True
        last = stop + 1 == len(tokens) or self.text[slice(*tokens[stop + 1])].islower()
        return last and sections_of("placing").get(after.lower()) in ("region", "town")

    def _note(self, mention: Mention) -> None:
        """Adds a mention with what the words around it tell."""
        text, start, end = self.text, mention.start, mention.end
        after = _KIND_AFTER.match(text, end)
        if after is not None:
            kind = sections_of("placing").get(after.group(1).lower())
            if (kind == "other" and text[end] != "-") or text.startswith(" news agency", end):
                return
            mention.kind = {"region": "region", "town": "city"}.get(kind or "")
            longer, loose = self._look_up(text[start : after.end()])
            if mention.kind and longer and not loose:
                mention.entries = longer
            regions = any(e.location.kind == "region" for e in mention.entries)
            if after.group(1) == "State" and not regions:
                return  # a nickname
        if (area := self._areas.get(start)) is not None:
            told = [e for e in mention.entries if (e.location.country, e.region) == area]
            mention.entries = tuple(e for e in told if e.location.kind != "city") or mention.entries
        if self._is_acronym(mention) or self._is_shortened(mention) or self._is_called(mention):
            return
        mention.within = self._within(mention)
        mention.strong = start in self._areas or self._is_placed(mention)
        self.found.mentions.append(mention)

    def _is_acronym(self, mention: Mention) -> bool:
        """Whether a few capitals that name no country stand where no dateline does."""
        start, end = mention.start, mention.end
        if end - start > 5 or not self.text[start:end].isupper():
            return False
        country = mention.entries[0].location.kind == "country"
        return not country and not self._opens_dateline(start, end)

    def _is_shortened(self, mention: Mention) -> bool:
        """Whether the name is only how agencies shorten a state: "Fla.", "Wash."."""
        return self.text[mention.start : mention.end + 1] in _states()

    def _is_called(self, mention: Mention) -> bool:
        """Whether "the" stands before the name of a town and no noun after it: it is no town."""
        alone = self.text[mention.end : mention.end + 1] != " "
        return alone and _is_bare_town(mention) and self.text.endswith(" the ", 0, mention.start)

    def _is_placed(self, mention: Mention) -> bool:
        text, start, end = self.text, mention.start, mention.end
        placed = _IN.search(text[max(0, start - 40) : start])
        word, _, of = placed.group().lower().partition(" ") if placed is not None else ("", "", "")
        kind = sections_of("placing").get(word.removesuffix("s"), "") if of[:2] == "of" else ""
        mention.kind = mention.kind or {"region": "region", "town": "city"}.get(kind)
        if mention.within or mention.kind or text.startswith(("-based", "-area"), end):
            return True
        if word and "of" not in of and of.endswith("the ") and _is_bare_town(mention):
            return _PART_AFTER.match(text, end) is not None  # "in the Corrin administration"
        if word:
            return kind in _KINDS or word in _PLACED or word.startswith("neighb")
        if text[start:end].isupper():
            return self._opens_dateline(start, end)
        last = self.found.mentions[-1] if self.found.mentions else None
        return (
            last is not None
            and last.strong
            and start - last.end < 7
            and _LISTED.fullmatch(text[last.end : start]) is not None
        )

    def _opens_dateline(self, start: int, end: int) -> bool:
        """Whether a name in capitals stands where a dateline does."""
        line = self.text.rfind("\n", 0, start) + 1
        return start == line and end - start > 3 and _DATELINE.match(self.text, end) is not None

    def _within(self, mention: Mention) -> tuple[str, str] | None:
        """The country and region that the words around a name say that it lies in."""
        text, start, end = self.text, mention.start, mention.end
        state = _STATE.match(text, end)
        if state is not None and (code := _states().get(state.group(1).replace(" ", ""))):
            return "US", code
        follows = _QUALIFIED.match(text, end)
        if follows is not None and (told := self._area(follows.group(1), mention)):
            self._areas[follows.start(1)] = told
            return told
        if (
            follows is not None
            and follows.group()[0] == ","
            and not _LIST.match(text, follows.end())
        ):
            country = self.gazetteer.country(follows.group(1))
            if country is not None and mention.entries[0].location.kind != "country":
                return country.location.country, ""
        before = text[max(0, start - 60) : start]
        owner = _OWNED.search(before)
        if owner is not None and (told := self._area(owner.group(1), mention)):
            return told
        people = _OF_NATION.search(before)
        if people is not None and is_demonym(people.group(1)):
            country = self.gazetteer.country(nation_of(people.group(1)) or "")
            if country and sections_of("placing").get(people.group(2)) in _KINDS:
                return country.location.country, ""
        return None

    def _area(self, name: str, mention: Mention) -> tuple[str, str] | None:
        """The country or region that goes by a name and holds an entry of the mention.

        A US state is told even where it holds none: then the gazetteer lacks what is meant.
        """
        words = name.split()
        for stop in range(len(words), 0, -1):
            entries, _ = self._look_up(_POSSESSIVE.sub("", " ".join(words[:stop])))
            areas = [e for e in entries if e.location.kind != "city"]
            for area in areas:
                if any(_lies_in(entry, area) for entry in mention.entries):
                    return area.location.country, area.region
            if areas and areas[0].region and areas[0].location.country == "US":
                return "US", areas[0].region
        return None


def _lies_in(entry: Entry, area: Entry) -> bool:
    return entry.location.country == area.location.country and (
        area.region in ("", entry.region) and entry.location.id != area.location.id
    )


def _is_bare_town(mention: Mention) -> bool:
    """Whether a name can be a town's, and no country or place that "the" belongs to has it."""
    kinds = {e.location.kind for e in mention.entries}
    article = any(e.location.name.startswith("The ") for e in mention.entries)
    return "city" in kinds and "country" not in kinds and not article


def _opens(text: str, at: int) -> bool:
    """Whether a sentence or line starts at an offset."""
    before = text[max(0, at - 4) : at]
    return not before.strip() or before.rstrip(" “\"‘'(")[-1:] in (
        "",
        ".",
        "!",
        "?",
        ":",
        "\n",
        "”",
    )


@cache
def _states() -> dict[str, str]:
    """US states by how news agencies and the post shorten them."""
    text = (Path(__file__).parent / "states.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
    return {name: code for code, short in rows for name in (code, short)}
