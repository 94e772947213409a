"""What picture captions and credits look like, as data for ``layout``."""

from __future__ import annotations

from reportedly.ingest.cues import AGENCY, NAMES, cue

_PICTURE = r"(?:photo(?:graph)?|image|picture|pic|illustration|screenshot|frame ?grab)s?"
_MADE = r"(?:taken|provided|released|made|obtained|posted|supplied|from)"

CAPTIONS = (
    cue(
        "label",
        1.1,
        rf"^\W*+(?:file |stock |handout )?{_PICTURE}(?: (?:by|credit|courtesy(?: of)?))? ?[:|] ?\S",
        r"^\W*+(?:caption|pictured|credit|photo illustration)(?: by)? ?[:|] ?\S",
        r"^(?:image|media|video|photo) (?:source|caption|credit) ?[,:] ?\S",
        r"\b(?:hide|toggle) caption\W*$",
    ),
    cue(
        "label",
        1.1,
        rf"^(?:in|on) (?:this|a|an) (?:[^.;]{{0,50}}[ ,])?{_PICTURE}(?: {_MADE}\b[^.;]{{0,80}})?,",
    ),
    cue(
        "label",
        1.1,
        r"^FILE(?: PHOTO| PIC| IMAGE)? ?(?:[-–—:]|\. )",
        r"^\(FILES?\)",
        rf"^(?i:{_PICTURE}) (?i:by|courtesy of|credit) {NAMES}\b",
        exact=True,
    ),
    cue(
        "credit at the end",
        1.1,
        r"\(courtesy (?:of )?[^()]{3,60}\)\W*$",
        r"^courtesy (?:of )?[^.,]{3,60}$",
        rf"\( ?(?:file )?(?:{_PICTURE}|credit)(?: (?:by|credit|courtesy)[^()]{{0,60}}"
        r"| ?[:/|][^()]{1,80})\)?\W*$",
    ),
    cue(
        "credit at the end",
        1.1,
        rf"\((?:[^()]{{0,60}}[ /|])?{AGENCY}(?:[ /|][^()]{{0,60}})?\.?\)\W*$",
        rf"(?:[|.…!?”\"]| [-–—]) ?(?i:{_PICTURE}|credit|courtesy)"
        rf"(?: ?:| (?i:by|courtesy of|credit)) ?{NAMES}(?:(?: ?/ ?| for )[\w .]{{2,40}})?\W*$",
        rf"[|.] ?(?:{NAMES}|[\w.]{{1,30}})(?: ?/ ?| via | for |, ){AGENCY}\W*$",
        rf"\b(?:AP|AFP|EPA|UPI|REUTERS|Reuters)(?: (?:Photo|PHOTO|Image))? ?/ ?{NAMES}\W*$",
        exact=True,
    ),
    cue(
        "credit alone",
        1.2,
        rf"^\W*+(?:{NAMES}(?: ?/ ?| via | for ))?{AGENCY}"
        rf"(?:(?: ?/ ?| via | for )(?:{AGENCY}|{NAMES}))?\W*$",
        exact=True,
    ),
    cue("quotation", -0.8, r"^\W{0,2}[\"“‘'«„]"),
)
