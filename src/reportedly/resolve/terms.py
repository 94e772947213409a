"""The terms that an unnamed source spoke under: "on condition of anonymity"."""

from __future__ import annotations

import re

from reportedly.model import Attribution, Span

_TERMS = re.compile(
    r"(?i)\b(?:on (?:the )?condition (?:of (?:strict |complete )?anonymity|that (?:he|she|they|"
    r"their names?|his name|her name)[^,.;“”\"\n]{3,60})|(?:speaking |spoke )?anonymously|"
    r"(?:who )?(?:request(?:ed|ing)|insist(?:ed|ing) on|(?:was|were) granted) anonymity|"
    r"(?:who )?(?:ask(?:ed|ing)|declin(?:ed|ing)|refus(?:ed|ing)|wish(?:ed|ing)|want(?:ed|ing)|"
    r"prefer(?:red|ring)|did not want) (?:not )?(?:to )?(?:be|to remain) (?:named|identified|"
    r"quoted by name|anonymous|unnamed)|ask(?:ed|ing) that (?:his|her|their) names? (?:not be used"
    r"|be withheld|not be published)|whose names? (?:was|were|is|are|has been|have been) withheld|"
    r"(?:was|were|is|are) not auth?ori[sz]ed to (?:speak|discuss|comment)[^,.;“”\"\n]{0,50}|"
    r"on background)"
    r"(?: (?:because|since|as|for fear of|in order to|to discuss)\b[^.;“”\"\n]{3,120})?"
)
_STOP = re.compile(r"[.!?][\"”’]?\s|\n")
_AFTER = 160  # characters after an attribution in which the terms stand


def terms_of(text: str, attribution: Attribution) -> Span | None:
    """The words that tell under which terms a source spoke, outside the content; None for none.

    >>> from reportedly.model import Form, Span
    >>> text = "Two aides said on condition of anonymity that it failed."
    >>> cue = Span.of(text, 10, 14)
    >>> terms_of(text, Attribution("a1", (), (cue,), (), Form.INDIRECT)).text
    'on condition of anonymity'
    """
    spans = attribution.source + attribution.cue + attribution.content
    if not spans:
        return None
    start = min(s.start for s in spans)
    last = max(s.end for s in spans)
    stop = _STOP.search(text, max(last - 2, start), last + _AFTER)
    end = stop.start() if stop else min(last + _AFTER, len(text))
    said = list(text[start:end])
    for span in attribution.cue + attribution.content:  # what they say is no term of theirs
        said[span.start - start : span.end - start] = "\n" * (min(span.end, end) - span.start)
    found = _TERMS.search("".join(said))
    if found is None:
        return None
    begin = start + found.start()
    begin += len(re.match(r"(?:who |whose )?", text[begin:]).group())  # type: ignore[union-attr]
    end = start + len("".join(said[: found.end()]).rstrip(" ,"))
    return Span.of(text, begin, end)
