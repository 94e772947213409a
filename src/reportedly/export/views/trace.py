"""The trace of a claim: on whose word it stands, the first questions answered first.

The claim, one sentence that sums up, the origins that count with who passes each on, who is against
it, what is not counted and why, values that cannot both hold, circles, and who had it first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportedly.export.views.layout import Page, cells, cut, padded
from reportedly.export.views.standing import (
    Carrier,
    against,
    carriers,
    conflict_sides,
    counted,
    sentence,
    uncounted,
    untold,
)
from reportedly.export.views.words import (
    AGAINST,
    listed,
    many,
    marks,
    origin_words,
    outlet_of,
    quoted,
    same_year,
    short_stamp,
    stamp,
)
from reportedly.ledger.answers import ReportCard, Trace
from reportedly.model import Backing, Debt, Mention, Stance

_SHOWN = 6  # carriers of an origin, reasons, mentions: as many as are read at a glance
_ORIGINS = 8
_BRANCH = "└ "
_DOES = {Stance.DENIES: "denies", Stance.DOUBTS: "doubts", Stance.DECLINES: "declines to comment"}
_ORDER = {stance: n for n, stance in enumerate(_DOES)}
_DEEPEST = 3


def write_trace(trace: Trace, page: Page, *, full: bool = False) -> None:
    """Write a claim's trace; long lists are cut and say so, unless ``full``."""
    _Writer(trace, page, full).write()


class _Writer:
    """One trace on one page."""

    def __init__(self, trace: Trace, page: Page, full: bool) -> None:
        self._trace = trace
        self._page = page
        self._most = len(trace.claim.mentions) + 1 if full else _SHOWN
        self._origins = len(trace.claim.backings) + 1 if full else _ORIGINS
        self._marks = marks(trace.reports)
        self._cards = {card.id: card for card in trace.reports}
        self._year = same_year(trace.reports)
        self._stamp = max((len(self._when(card)) for card in trace.reports), default=0)
        self._outlets = [card.outlet for card in trace.reports if card.outlet]
        self._left_out = False

    def write(self) -> None:
        """Write all of it."""
        page = self._page
        page.paragraph(f"{self._trace.claim.label}", style="strong")
        page.line()
        page.paragraph(sentence(self._trace) + ".")
        self._counted()
        self._against()
        self._not_counted()
        self._conflicts()
        self._loops()
        self._first()
        self._reports()
        page.line()
        end = f"claim {self._trace.claim.id}"
        end += f" · story {self._trace.claim.story}" if self._trace.claim.story else ""
        end += " · times in UTC" + (f", {self._year}" if self._year else "")
        end += " · --full shows all" if self._left_out else ""
        page.paragraph(end, style="dim")

    def _head(self, text: str, style: str = "strong") -> None:
        self._page.line()
        self._page.paragraph(text, style=style)

    def _counted(self) -> None:
        found = counted(self._trace)
        if not found:
            self._head("No origin can be counted for it.")
            return
        self._head(f"Stands on {many(len(found), 'independent origin')}", "counted")
        for number, backing in enumerate(found[: self._origins], 1):
            self._origin(f"{number}. ", backing)
        self._more(len(found) - self._origins, "origin")

    def _against(self) -> None:
        found = against(self._trace)
        opposed = [b for b in found if set(b.stances) & {Stance.DENIES, Stance.DOUBTS}]
        silent = [b for b in found if b not in opposed]
        for title, some in (("Against it", opposed), ("Declines to comment", silent)):
            if some:
                self._head(title, "against" if some is opposed else "strong")
            for backing in some[: self._origins]:
                stances = [word for stance, word in _DOES.items() if stance in backing.stances]
                does = ", ".join(stances) if some is opposed else ""
                also = "elsewhere asserts it" if backing.independent else ""
                told = "; ".join(part for part in (does, also) if part)
                self._origin("– ", backing, told, AGAINST)
            self._more(len(some) - self._origins, "origin")

    def _origin(
        self, mark: str, backing: Backing, told: str = "", stances: Sequence[Stance] = ()
    ) -> None:
        """An origin, its first words, and who carries them."""
        page = self._page
        indent = 2 + len(mark)
        name = origin_words(backing.origin, self._outlets) + (f": {told}" if told else "")
        page.paragraph(mark + name, indent=2, hang=len(mark))
        own = set(backing.mentions)
        mine = [m for m in self._trace.claim.mentions if m.id in own]
        fitting = [m for m in mine if (m.stance in AGAINST) == bool(stances)] or mine
        if fitting:
            chosen = min(fitting, key=lambda m: _ORDER.get(m.stance, 0))
            words = cut(chosen.span.text, 2 * (page.width - indent - 4))
            page.paragraph(quoted(words), indent=indent, hang=1)
        self._tree(carriers(self._trace, [m.id for m in fitting]), indent)

    def _tree(self, found: Sequence[Carrier], indent: int) -> None:
        page = self._page
        shown = found[: self._most]
        names = [_branch(c.depth) + self._report(c.card.id) for c in shown]
        room = page.width - indent - self._stamp - 2
        width = min(max((cells(n) for n in names), default=0), max(room * 3 // 5, 20))
        for number, (carrier, name) in enumerate(zip(shown, names, strict=True)):
            how = self._how(carrier, room - width - 2)
            how = how or ("first" if number == 0 and len(found) > 1 else "")
            branch = _branch(carrier.depth)
            name = branch + cut(name[len(branch) :], (width if how else room) - len(branch))
            line = f"{' ' * indent}{padded(self._when(carrier.card), self._stamp)}  "
            line += f"{padded(name, width)}  {page.styled(how, 'dim')}" if how else name
            page.line(line)
        self._more(len(found) - len(shown), "report", indent)

    def _how(self, carrier: Carrier, room: int) -> str:
        """How a report came by the words, by the name of its source or, where that is too long,
        by the source's mark.
        """
        via = "".join(f", via {name}" for name in carrier.via)
        if carrier.debt is None:
            return cut(via.removeprefix(", "), room)
        debt, hidden = carrier.debt, carrier.debt.debt is Debt.REWRITES
        mark = f"[{self._marks.get(debt.source, debt.source)}]"
        long = f"{debt.debt} {carrier.source}{' without naming it' * hidden}{via}"
        short = f"{debt.debt} {mark}{', not named' * hidden}{via}"
        return long if cells(long) <= room else cut(short, room)

    def _report(self, id: str) -> str:
        return f"{outlet_of(self._cards.get(id))} [{self._marks.get(id, id)}]"

    def _when(self, card: ReportCard) -> str:
        return short_stamp(card.published) if self._year else stamp(card.published)

    def _not_counted(self) -> None:
        found, unclear = uncounted(self._trace), untold(self._trace)
        if not found and not unclear:
            return
        self._head("Not counted")
        for backing in found[: self._most]:
            own = set(backing.mentions)
            reports = dict.fromkeys(m.report for m in self._trace.claim.mentions if m.id in own)
            name = origin_words(backing.origin, self._outlets)
            reason = backing.reason.removeprefix("not counted: ").rstrip(".")
            self._page.paragraph(f"– {name} {self._among(reports)}: {reason}.", indent=2, hang=2)
        self._more(len(found) - self._most, "origin")
        if unclear:
            where = self._among(dict.fromkeys(m.report for m in unclear))
            told = f"– origin not told {where}: {many(len(unclear), 'mention')}."
            self._page.paragraph(told, indent=2, hang=2)

    def _among(self, reports: Iterable[str]) -> str:
        """Reports by their marks."""
        shown = [f"[{self._marks.get(r, r)}]" for r in reports]
        left = f" and {len(shown) - self._most} more" if len(shown) > self._most else ""
        return " ".join(shown[: self._most]) + left

    def _conflicts(self) -> None:
        claim = self._trace.claim
        origins = {id: b.origin.name for b in claim.backings for id in b.mentions}
        for what in dict.fromkeys(c.what for c in claim.conflicts):
            self._head(f"{what.capitalize()}s that cannot both hold", "conflict")
            sides = conflict_sides(self._trace, what)
            width = min(max(cells(side.words) for side in sides), 24)
            for side in sides[: self._most]:
                self._side(side.words, width, side.mentions, origins)
            self._more(len(sides) - self._most, "value")
            reasons = list(dict.fromkeys(c.reason for c in claim.conflicts if c.what == what))
            for reason in reasons[:2]:
                self._page.paragraph(f"Why: {reason.rstrip('.')}.", indent=2, hang=5)

    def _side(
        self, words: str, width: int, given: tuple[Mention, ...], origins: dict[str, str]
    ) -> None:
        """A value with who gives it, each in the reports that have it from them."""
        by_origin: dict[str, list[str]] = {}
        for mention in given:
            name = origins.get(mention.id, "origin not told")
            reports = by_origin.setdefault(name, [])
            if mention.report not in reports:
                reports.append(mention.report)
        label = padded(cut(words, width), width)
        for name, reports in list(by_origin.items())[: self._most]:
            where = self._among(reports)
            room = max(self._page.width - width - 4, 20)
            who = cut(name, max(room - cells(where) - 2, room // 3))
            self._page.line(f"  {label}  {cut(f'{who} {where}', room)}")
            label = " " * width
        self._more(len(by_origin) - self._most, "origin", width + 4)

    def _loops(self) -> None:
        for loop in self._trace.loops:
            self._head("In a circle", "conflict")
            ring = [*loop.reports, loop.reports[0]]
            self._page.paragraph(" → ".join(self._report(r) for r in ring), indent=2, hang=2)
            for at, reason in zip(loop.reports, loop.reasons, strict=False):
                if reason.words:
                    self._page.paragraph(
                        f"{self._report(at)}: {quoted(cut(reason.words, 160))}", indent=2, hang=2
                    )

    def _first(self) -> None:
        dated = [card for card in self._trace.reports if card.published is not None]
        if not dated:
            self._head("First: no report is dated.")
            return
        first = min(dated, key=lambda card: card.published)  # type: ignore[arg-type,return-value]
        same = [card for card in dated if card.published == first.published]
        who = listed([self._report(card.id) for card in same], most=3)
        undated = len(self._trace.reports) - len(dated)
        note = f" ({many(undated, 'report')} without a date)" if undated else ""
        self._head(f"First: {stamp(first.published)}, {who}{note}", "")

    def _reports(self) -> None:
        page = self._page
        self._head(f"Reports ({len(self._trace.reports)})")
        shown = self._trace.reports[: self._most * 2]
        width = max(len(self._marks[card.id]) for card in shown) if shown else 0
        long_ids = any(self._marks[card.id] != card.id for card in shown)
        for card in shown:
            line = (
                f"  {padded(self._marks[card.id], width)}  {padded(self._when(card), self._stamp)}"
            )
            name = card.id if long_ids else ""
            about = " · ".join(part for part in (outlet_of(card), card.headline, name) if part)
            page.line(f"{line}  {cut(about, page.width - cells(line) - 2)}")
        self._more(len(self._trace.reports) - len(shown), "report")

    def _more(self, count: int, noun: str, indent: int = 2) -> None:
        if count > 0:
            self._left_out = True
            self._page.line(f"{' ' * indent}and {count:,} more {noun}{'' if count == 1 else 's'}")


def _branch(depth: int) -> str:
    deep = min(depth, _DEEPEST)
    return "  " * (deep - 1) + _BRANCH if deep else ""
