"""The cues of page furniture and captions, as data: what a page says about itself.

Each cue adds its weight to a paragraph's score; ``layout`` marks what reaches ``THRESHOLD``.
Weights of 1 and more stand alone; lesser ones need company. Negative ones protect reporting.
Weights were set so that of some 19,800 attributed contents of PolNeAR (train and dev) fewer
than one in a thousand is lost; ``tests/ingest/test_layout_corpora.py`` holds them to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

THRESHOLD = 1.0
LONGEST = 700  # characters; furniture and captions are shorter

_SHARE = (
    "share|tweet|e-?mail|print|pin|pinterest|facebook|twitter|x|whatsapp|linkedin|reddit|telegram|"
    "messenger|flipboard|instagram|youtube|tiktok|bluesky|mastodon|threads?|rss|copy|link|links|"
    "save|like|likes|follow|reply|flag|bookmark|comments?|sms|post|mail|listen|gift|app|"
    "subscribe|unsubscribe|donate|login|log|sign|in|up|register|menu|search|home|close|skip|"
    "content|next|previous|back|top|more|newsletters?|feedback|advertisement|sponsored|"
    "show|load|view|all|print|hide|expand"
)
_SHARE_FILL = "this|the|a|an|article|story|page|on|via|to|or|and|with|by|your|us|[0-9.,]+k?"
_KIND = (
    "articles?|stories|story|news|headlines|posts?|reads?|reports?|coverage|videos?|podcasts?|"
    "topics|content|links|reading"
)
_SITE = (
    r"newsletters?|inbox|podcast|app\b|subscri\w+|sign(?:ing|ed)? up (?:here|now|today|for)|unsubscribe|log ?in|"
    r"home ?page|web ?site|(?:your|by|daily|weekly|free) e-?mails?|e-?mail address|e-?mail alerts?|"
    r"notifications?|our (?:\w+ )?(?:page|site|channel|stories|news|journalism|reporting|articles?|"
    r"coverage|newsroom|digest|briefing|updates|members|team|report)|"
    r"(?:facebook|twitter|instagram|youtube|linkedin|whatsapp|telegram|tiktok|bluesky|x\.com)\b|"
    r"account\b|special offers|top stories|breaking news|latest (?:news|updates|headlines)|"
    r"(?:this|the|our|more|other|full|related) (?:article|story|stories|articles|page)|"
    r"comments? (?:section|below)|privacy policy|crossword"
)
_ACT = (
    r"subscribe|sign up|sign in|log in|register|join|donate|support|contribute|become|upgrade|"
    r"follow|like|share|forward|download|install|get|receive|read|watch|listen|see|view|"
    r"check out|visit|browse|explore|discover|click|tap|scroll|enter|send|e-?mail|text|"
    r"contact|tell|let us|keep|help|stay|don['’]t miss|never miss|return|go|find|buy|order|"
    r"start|try|enjoy|unlock|continue|leave|post|submit|report|turn on|enable|allow|take"
)
_NAME = r"[^\W\d_a-z][\w.'’-]*"
_NAMES = rf"{_NAME}(?: (?:(?:de|der|van|von|al|bin|la|le|di|da) )?{_NAME}){{0,3}}"
_AGENCY = (
    r"AP|AFP|EPA|UPI|PA|ANSA|dpa|DPA|Reuters|REUTERS|Getty|Getty Images|Associated Press|Bloomberg|"
    r"Xinhua|TASS|Handout|HANDOUT|Pool|POOL|Stringer|Shutterstock|Alamy|iStock|Flickr|Wikimedia|"
    rf"(?:{_NAME} ){{1,3}}(?:Images|Photos?|Press|Agency|Pictures|Pool|Archive)"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """One sign that a paragraph is furniture (or, with a negative weight, that it is not).

    Attributes:
        name: what it is a sign of.
        weight: what it adds to the paragraph's score.
        pattern: searched in the paragraph; letter case counts only where ``exact`` is set.
        exact: whether letter case counts.
    """

    name: str
    weight: float
    pattern: str
    exact: bool = False

    def compiled(self) -> re.Pattern[str]:
        """The pattern, ready for use."""
        return re.compile(self.pattern, 0 if self.exact else re.IGNORECASE)


FURNITURE = (
    Cue(
        "heading of a list of links",
        1.1,
        rf"^(?:the )?(?:(?:most|more|related|recommended|latest|top|popular|trending|other|further|"
        rf"editor['’]?s['’]?|today['’]?s|suggested|similar|recent|sponsored|featured)\s+){{1,2}}"
        rf"(?:popular|read|viewed|shared|watched|commented|discussed|searches|picks?|today|now|"
        rf"for you|{_KIND})"
        rf"(?:\s+(?:now|today|this week|on this (?:topic|story)|for you|in \w+|{_KIND}))?\W*$",
    ),
    Cue(
        "heading of a list of links",
        1.1,
        r"^(?:related|recommended|trending|see also|read also|also read|read (?:more|next|this next)"
        r"|up next|you (?:may|might|could) (?:also )?(?:like|enjoy|pick|be interested in)|"
        r"elsewhere on \w+|around the web|from the web|from our partners|promoted(?: content)?|"
        r"paid content|keep reading|continue reading|topics|tags|filed under|share (?:this|on))"
        r"(?: (?:now|this|the article|the story|article|story))?\W{0,3}$",
    ),
    Cue(
        "teaser",
        0.9,
        r"^[\W_]*(?:trending|read it|"
        r"more (?:from|on|at|in|about) [^:.]{1,40}|also (?:on|in) [^:.]{1,30}|recommended|"
        r"most (?:read|watched|popular|shared)(?: (?:today|now|this week))?|in pictures|elsewhere|"
        r"you (?:may|might|could) also \w+(?: \w+)?|don['’]t miss[^:.]{0,20})"
        r"\s*[:»>→]\s*\S",
    ),
    Cue(
        "teaser",
        1.9,
        r"^[\W_]*(?:related(?: \w+)?|read (?:more|also|next|this)|also read|see also|up next|"
        r"more on this(?: story| topic)?)\s*[:»>→]\s*\S",
    ),
    Cue("teaser", 0.7, r"^\W*(?:watch|listen|video|audio|podcast|quiz|gallery)\s*:\s"),
    Cue("teaser", 0.8, r"^\W*(?:quiz|poll|vote|have your say)\s*:[^.]{5,100}\?"),
    Cue("labels", 1.0, r"^\W*(?:topics?|tags?|filed under|share this|like this|categor(?:y|ies))\s*:(?:\s[^.]{0,90})?$"),
    Cue("list of links", 0.6, r"^[^|]{1,70}\S(?:\s*[|·•]\s*[^|·•]{2,70}){1,6}[^.\s]\s*$"),
    Cue("list of links", 0.5, r"^(?:[^|]{1,30}\|){2,8}[^|.]{1,40}$"),
    Cue(
        "buttons",
        1.0,
        r"^\W*(?:skip to (?:main )?content|save (?:this )?(?:article|story)?(?: for later)?|back to top|"
        r"become a (?:member|supporter|subscriber)|gift this article|join the conversation|"
        r"return to (?:the )?home ?page)\W*$",
    ),
    Cue("buttons", 1.2, rf"^\W*(?:{_SHARE})\b(?:\W*\b(?:{_SHARE}|{_SHARE_FILL})\b)+\W*$"),
    Cue(
        "buttons",
        0.8,
        r"^\W*(?:share|tweet|print|facebook|twitter|whatsapp|linkedin|reddit|subscribe|comments?|"
        r"donate|login|register|menu|unsubscribe|loading)\W*$",
    ),
    Cue(
        "advertisement",
        1.2,
        r"^\W*(?:advertisement|sponsored (?:content|by [^.]{2,40})|paid (?:post|partnership)|"
        r"(?:story|article) continues (?:below|after)[^.]{0,40})\W*$",
    ),
    Cue(
        "newsletter box",
        1.1,
        r"^\W*get (?:our|the|all(?: the)?|your)\b[^.]{0,60}\b(?:for free|free\W*$|in your inbox|"
        r"straight to|delivered|by e-?mail)",
    ),
    Cue(
        "newsletter box",
        1.1,
        r"\b(?:sign up|subscribe|register|join)\b[^.]{0,60}\b(?:newsletter|e-?mails?|inbox|digest|"
        r"briefing|alerts|mailing list|channel|podcast)\b",
    ),
    Cue("newsletter box", 0.8, r"^\W*want [^.?]{3,60}\?.{0,40}\b(?:sign up|subscribe)"),
    Cue("newsletter box", 1.0, r"^\W*our (?:\w+ ){0,3}(?:newsletter|podcast|digest|briefing) (?:brings|gives|has|sends)\b"),
    Cue("newsletter box", 0.7, r"\b(?:straight|delivered|sent|right) (?:in)?to your (?:inbox|phone)"),
    Cue("newsletter box", 1.0, r"\bbe the first to know\b|\bno spam\b|\bunsubscribe (?:at|any)\b"),
    Cue("newsletter box", 1.0, r"^(?:enter|your) (?:your )?e-?mail(?: address)?\W*$"),
    Cue("call to the reader", 0.5, rf"^\W*(?:please |to |for more[^,]{{0,30}}, )?(?:{_ACT})\b"),
    Cue(
        "call to the reader",
        0.5,
        r"(?:[.!?:|]|\bpages\.) +(?:subscribe|sign up|follow (?:us|him|her|them|me)|donate|"
        r"click here|join us|return to|read more|light a candle|find out more|learn more|"
        r"tell (?:us|\w+\W*$)|upgrade|order now|join from)\b",
    ),
    Cue("site", 0.5, rf"\b(?:{_SITE})"),
    Cue("site", 0.3, rf"\b(?:{_SITE}).*?(?:\b(?:{_SITE}))"),
    Cue("link words", 0.5, r"\b(?:click|tap|found|read|available|see|head|go|subscribe) (?:\w+ )?here\b"),
    Cue("link words", 0.9, r"^\W*(?:read|find out|learn|see|discover|hear) more (?:about|on|from|at|in)\b"),
    Cue("link words", 0.4, r"\b(?:here|(?:embedded )?(?:below|above))\W*$"),
    Cue(
        "link words",
        0.5,
        r"^(?:read|watch|listen to|see|check out|take a look at) (?:\w+ ){0,2}"
        r"(?:rest|full|whole|entire|complete|video|clip|photos|interview|story|memo|letter|"
        r"report|article|ad|trailer|speech|remarks|audio|it)\b.{0,80}\b(?:here|below|above|at|in full|on)\b",
    ),
    Cue("handle", 0.3, r"(?:^|\s)@\w{2,30}\W*$|\bon (?:twitter|facebook|instagram|x)\b.{0,30}@\w"),
    Cue(
        "address",
        0.6,
        r"\b(?:reach (?:her|him|them|us)|reached|contacted|emailed|followed|reach (?:him|her|them|us)|e-?mail (?:him|her|them|us)|contact "
        r"[^.]{3,40}) (?:\w+ )?(?:at|on|via)\b.{0,30}@\w|^e-?mail:? \S+@\S+$",
    ),
    Cue("address", 1.0, r"^you can (?:reach|e-?mail|contact|follow) (?:him|her|them|us|the)\b"),
    Cue("address", 1.1, r"^\W*(?:https?://|www\.)\S+\W*$"),
    Cue("appeal", 1.1, r"^\W*help (?:us )?keep\b.{2,60}\b(?:free|alive|independent|online|going)\b"),
    Cue(
        "appeal",
        0.8,
        r"\b(?:recurring|one-?time|monthly|small|tax-deductible|regular) (?:donations?|gifts?|"
        r"contributions?)\b|\b(?:donate|chip in) (?:today|now|here|from|what you can)\b",
    ),
    Cue(
        "appeal",
        0.9,
        r"\b(?:support|fund|funds|power|powers|sustain) (?:our|independent|quality|this) "
        r"(?:\w+ )?(?:journalism|reporting|newsroom|work|site|paper)\b",
    ),
    Cue(
        "appeal",
        0.5,
        r"\byou(?:['’]re| are|r)?\b.{0,40}\b(?:articles|journalism|reporting|newsroom|our work)\b",
    ),
    Cue("appeal", 1.0, r"\bif you (?:enjoy|like|value|find)\b.{0,60}\b(?:support|subscrib|donat|member)"),
    Cue(
        "appeal",
        1.0,
        r"\b(?:we (?:rely|depend) on|we need|thanks? (?:you )?(?:to|for)) (?:your|readers?['’]?|our readers['’]?) "
        r"(?:\w+ )?(?:support|help|donations?|contributions?|members?)\b|"
        r"\b(?:every|any) (?:contribution|donation|gift),? (?:however|no matter|big|small|counts|helps)|"
        r"\byour (?:support|donation|contribution|subscription) (?:makes|helps|keeps|funds|allows|means)\b|"
        r"\b(?:put|have put|hide) (?:\w+ ){0,4}(?:behind a|up a) paywall\b",
    ),
    Cue(
        "subscribers",
        1.0,
        r"^\W*(?:already|not|are you) (?:yet )?(?:a |an )?(?:subscriber|member|registered)\b|"
        r"\b(?:is|are) (?:only )?(?:for|available to|reserved for) (?:our )?(?:subscribers|members)\b|"
        r"\bto (?:continue|keep) reading\b|\b(?:unlimited|full|digital) access (?:for|to|from|today|now)\b|"
        r"\byour free trial\b|\b(?:free articles|articles (?:left|remaining)) (?:this|for|in)\b",
    ),
    Cue(
        "player",
        1.0,
        r"\b(?:your|this) (?:browser|device) (?:does not|doesn['’]t|cannot) (?:support|play)\b|"
        r"\b(?:enable|turn on) javascript\b|^this (?:video|content|post) (?:is|isn['’]t|is not|can(?:no|['’])t) "
        r"(?:\w+ ){0,3}(?:available|restricted|viewed|displayed|loaded)|^view (?:this|more) (?:post|\w+) (?:on|from) \w+\W*$",
    ),
    Cue("appeal", 0.9, r"\bfree to read (?:because|thanks)|\breader[- ](?:supported|funded)\b"),
    Cue(
        "question to the reader",
        1.1,
        r"\b(?:was|is|did you (?:find|like|enjoy)) (?:this|our) (?:article|story|page|post|report|"
        r"content|information)\b.{0,20}(?:helpful|useful|interesting|informative)?\s*\?",
    ),
    Cue(
        "question to the reader",
        1.0,
        r"^\W*(?:got|have|do you have|send us) (?:a|an|any|something|your) (?:news |story )?"
        r"(?:tips?|story|stories|question|comment|correction|views?|to say|to add)\b.{0,60}"
        r"(?:\?|!|\bus\b)",
    ),
    Cue(
        "question to the reader",
        1.0,
        r"^\W*report (?:a|an) (?:correction|error|typo|problem)\b|^\W*(?:spot(?:ted)?|seen|found|noticed) (?:a|an) (?:mistake|error|typo)|^report an error",
    ),
    Cue(
        "question to the reader",
        0.9,
        r"\b(?:let us know|tell us|have your say|join the (?:conversation|discussion|debate))\b"
        r"\W?.{0,40}(?:comment|below|conversation|discussion|debate|\W|$)$",
    ),
    Cue("answer to the reader", 0.8, r"^we(?:['’]re| are) (?:so |very )?sorry to hear (?:that|this)\W*$"),
    Cue("answer to the reader", 0.9, r"^thank(?:s| you) for (?:your (?:feedback|vote)|signing|subscribing|reading)\b"),
    Cue("answer to the reader", 1.1, r"^thank(?:s| you) for (?:reading|signing up|subscribing|your feedback)\b"),
    Cue("answer to the reader", 0.7, r"\b(?:give us another|another) try\b|^did we get (?:it|this) right\?"),
    Cue(
        "comments",
        1.1,
        r"^\W*(?:\d[\d,.]* )?(?:comments?|replies|responses)(?: \(\d+\))?\W*$|"
        r"^(?:leave|post|add|write|view|show|hide|read|see) (?:a |your |all |the )?(?:\d+ )?"
        r"(?:comments?|reply|replies)\b[^.]{0,30}\W*$|"
        r"\bcomments (?:are|is|have been|on this (?:article|story)) (?:\w+ )?(?:moderated|closed|open|disabled)|"
        r"\b\d+ readers? (?:are|is) (?:discussing|talking)",
    ),
    Cue(
        "law",
        1.2,
        r"^\W*(?:©|\(c\)|copyright)\s.{0,80}(?:\d{4}|©|reserved|ltd|inc|limited|reproduc)|"
        r"^\W*©|\ball rights reserved\b|\bmay not be (?:published, )?(?:broadcast|reproduced|"
        r"re(?:written|distributed|published))|^re(?:printed|published) (?:here )?with (?:the )?permission|"
        r"\bterms of (?:use|service)\b.{0,40}\bprivacy\b|\bprivacy policy\b.{0,40}\bterms\b",
    ),
    Cue("law", 1.0, r"^\W*our standards\s*:"),
    Cue(
        "law",
        1.1,
        r"\b(?:we|this (?:web)?site|our site|our partners) (?:\w+ ){0,3}uses? (?:\w+ ){0,2}cookies\b|"
        r"\b(?:accept|manage|reject)(?: all)? cookies\b|\bcookie (?:policy|settings|notice|preferences)\b|"
        r"\bby (?:clicking|continuing|signing up|subscribing|using)\b.{0,80}\byou (?:agree|accept|consent)|"
        r"\bmay (?:receive|earn) (?:a |an )?(?:\w+ )?commission\b",
    ),
    Cue(
        "sign-off",
        1.2,
        r"^[\W_]*(?:additional |with )?(?:reporting|writing|editing|research|compil(?:ed|ing)|"
        rf"translat(?:ed|ion)|edited|written)\s+by\s+(?-i:{_NAMES})(?:\W.{{0,300}})?$",
    ),
    Cue(
        "sign-off",
        1.2,
        rf"(?:^|[,.] |\band )(?:[^.,]{{0,40}} )?(?-i:{_NAMES}) contributed(?: (?:additional )?"
        rf"(?:reporting|research)\b| to this (?:report|story|article|post|piece)\b|"
        rf" from (?-i:{_NAMES}))?(?: (?:to|from|in) [^.]{{3,40}})?\.?[\W_]*$|^contributing:\s",
    ),
    Cue("sign-off", 1.1, r"^\W*\(?h/t\b|^\W*this (?:article|story|piece|post|essay) (?:was )?"
        r"(?:first |originally )(?:appeared|published|posted|ran) (?:on|in|at|by)\b"),
    Cue(
        "sign-off",
        1.1,
        r"^\W*this is a (?:developing|breaking)(?: news)? story\b[^“\"]{0,90}$|"
        r"^\W*(?:this|the) (?:story|article|post|page) (?:has been|was|is being|will be) updated\.?\W*$",
    ),
    Cue("byline", 1.1, rf"^(?:by|BY|By) (?-i:{_NAMES})(?:(?:,| and| \||,? in) (?-i:(?:the |The )?{_NAMES})){{0,4}}"
        rf"(?:\s*\|[^.]{{0,60}})?\s*$"),
    Cue(
        "page data",
        1.1,
        r"^\W*(?:(?:last |first )?(?:published|updated|modified|posted)(?: on| at)?\s*:?\s*)"
        r"(?=[^.]*\d)[\w\s,.:+/|–-]{4,60}$|\b\d{1,2}[- ]min(?:ute)?s? read\b|^listen to this (?:article|story)",
    ),
    Cue("page code", 1.1, r"^[.#]?[\w-]+(?: [\w.-]+)? ?\{\W*$|^[\w-]+:\s?[\w# ]+;$|^[{}]\s*$"),
    Cue("social", 0.9, r"\b(?:he|she|they) tweets?(?: at)? @\w|\b(?:like|share) (?:the|our|this) page\b"),
    Cue(
        "social",
        1.1,
        r"^\W*(?:follow|like|find|join) (?:us|him|her|them|me)\b[^.]{0,40}\b"
        r"(?:on|at) (?:x|twitter|facebook|instagram|social|youtube|telegram|whatsapp)\b",
    ),
    Cue(
        "correction",
        -1.0,
        r"^\W*(?:correction|clarification|update|editor['’]?s['’]? note)\b|\bearlier version\b|"
        r"\bupdated (?:to|with)\b",
    ),
    Cue(
        "speech",
        -0.9,
        r"\b(?:said|says|told|according to|added|argued|insisted|announced|reported that|warned|"
        r"urged|claimed|asked|replied|wrote|testified)\b",
    ),
    Cue("quotation", -0.7, r"^\W{0,2}[\"“‘'«„]"),
    Cue("quotation", -0.3, r"[“”\"«»].{12,}[“”\"«»]"),
)

CAPTIONS = (
    Cue(
        "label",
        1.0,
        r"^\W*(?:(?:file |stock |handout )?(?:photo(?:graph)?s?|images?|pictures?)|caption|pictured|"
        r"illustration|photo illustration|(?:photo|picture|image) credit|credit)"
        r"(?: (?:by|credit|courtesy(?: of)?))?\s*[:|]\s*\S",
    ),
    Cue("label", 1.0, rf"^(?i:photo(?:graph)?s?|images?|pictures?) (?i:by|courtesy of|credit) {_NAMES}\b", True),
    Cue("label", 1.1, r"^FILE(?: PHOTO| PIC| IMAGE)?\s*(?:[-–—:]|\.\s)|^\(FILES?\)", True),
    Cue(
        "label",
        1.1,
        r"^(?:in|on) (?:this|a|an) (?:[^.;]{0,50}[\s,])?(?:file |handout |undated |combination )?"
        r"(?:photo(?:graph)?|image|picture|frame ?grab|screen ?(?:grab|shot)|video image)s?"
        r"(?: (?:taken|provided|released|made|obtained|posted|supplied|from)\b[^.;]{0,80})?,",
    ),
    Cue(
        "credit at the end",
        1.1,
        r"\(courtesy (?:of )?[^()]{3,60}\)\W*$|^courtesy (?:of )?[^.,]{3,60}$|"
        r"\(\s*(?:file )?(?:photo|image|picture|credit|photograph|pic|screenshot|illustration)s?"
        r"(?: (?:by|credit|courtesy)[^()]{0,60}|\s*[:/|][^()]{1,80})\)?\W*$",
    ),
    Cue("credit at the end", 1.1, rf"\((?:[^()]{{0,60}}[\s/|])?(?:{_AGENCY})(?:[\s/|][^()]{{0,60}})?\.?\)\W*$"
        , True),
    Cue(
        "credit at the end",
        1.1,
        r"(?:[|.…!?”\"]|\s[-–—])\s*(?i:photo(?:graph)?|image|picture|credit|courtesy)"
        rf"(?:\s*:|\s(?i:by|courtesy of|credit))\s*{_NAMES}(?:(?:\s*/\s*| for )[\w .]{{2,40}})?\W*$",
        True,
    ),
    Cue("credit at the end", 1.1, rf"[|.]\s*(?:{_NAMES}|[\w.]+)\s*(?:/|via|for|,)\s*(?:{_AGENCY})\W*$", True),
    Cue("credit at the end", 1.1, rf"(?:AP|AFP|EPA|UPI|REUTERS|Reuters) ?(?:Photo|PHOTO|Image)?\s*/\s*{_NAMES}\W*$", True),
    Cue("label", 1.1, r"^(?:image|media|video|photo) (?:source|caption|credit)\s*[,:]\s*\S|\b(?:hide|toggle) caption\W*$"),
    Cue("credit alone", 1.2, rf"^\W*(?:{_NAMES}\s*(?:/|via|for)\s*)?(?:{_AGENCY})(?:\s*(?:/|via|for)\s*(?:{_AGENCY}|{_NAMES}))?\W*$", True),
    Cue("quotation", -0.8, r"^\W{0,2}[\"“‘'«„]"),
)


@cache
def compiled(cues: tuple[Cue, ...]) -> tuple[tuple[re.Pattern[str], Cue], ...]:
    """Each cue with its pattern, compiled at first use so that importing stays light."""
    return tuple((cue.compiled(), cue) for cue in cues)
