"""What page furniture looks like, as data for ``layout``: the page speaking about itself.

Weights were set by hand so that no attributed content of PolNeAR (train and dev) is lost;
``tests/ingest/test_layout_corpora.py`` holds them to it. They are general on purpose:
imperatives addressed to a reader, the vocabulary of sites, labels, sign-offs and legal lines.
"""

from __future__ import annotations

from reportedly.ingest.cues import NAMES, cue

_BUTTON = (
    r"(?:share|tweet|e-?mail|print|pin|pinterest|facebook|twitter|x|whatsapp|linkedin|reddit|"
    r"telegram|messenger|flipboard|instagram|youtube|tiktok|bluesky|mastodon|thread|threads|rss|"
    r"copy|links?|save|like|likes|follow|reply|flag|bookmark|comments?|sms|post|mail|listen|gift|"
    r"app|subscribe|unsubscribe|donate|login|log|sign|in|up|register|menu|search|home|close|skip|"
    r"content|next|previous|back|top|more|newsletters?|feedback|advertisement|sponsored|show|load|"
    r"view|all|hide|expand)"
)
_BETWEEN = r"(?:this|the|a|an|article|story|page|on|via|to|or|and|with|by|your|us|\d+k?)"
_KIND = (
    r"(?:articles?|stories|story|news|headlines|posts?|reads?|reports?|coverage|videos?|podcasts?|"
    r"topics|content|links|reading)"
)
_OURS = (
    r"(?:page|site|channel|stories|news|journalism|reporting|articles?|coverage|newsroom|digest|"
    r"briefing|updates|members|team|report|app|podcast|newsletter)"
)
_SITE = (
    r"\b(?:newsletters?|inbox|podcast|subscri\w+|unsubscribe|notifications?|special offers|"
    r"top stories|breaking news|privacy policy)",
    r"\b(?:app|account)\b",
    r"\b(?:sign(?:ing|ed)? up|subscribe) (?:here|now|today|for)",
    r"\b(?:log ?in|home ?page|web ?site)\b",
    r"\b(?:your|by|daily|weekly|free) e-?mails?\b|\be-?mail (?:address|alerts?)",
    rf"\bour (?:\w+ )?{_OURS}\b",
    r"\b(?:facebook|twitter|instagram|youtube|linkedin|whatsapp|telegram|tiktok|bluesky)\b",
    r"\blatest (?:news|updates|headlines)",
    r"\b(?:this|the|our|more|other|full|related) (?:article|story|stories|articles|page)\b",
    r"\bcomments? (?:section|below)",
)
_ACT = (
    r"(?:subscribe|sign up|sign in|log in|register|join|donate|support|contribute|become|upgrade|"
    r"follow|like|share|forward|download|install|get|receive|read|watch|listen|see|view|"
    r"check out|visit|browse|explore|discover|click|tap|scroll|enter|send|e-?mail|text|contact|"
    r"tell|let us|keep|help|stay|don['’]t miss|never miss|return|go|find|buy|order|start|try|"
    r"enjoy|unlock|continue|leave|post|submit|report|turn on|enable|allow|take)"
)
_LISTS = (
    cue(
        "heading of a list of links",
        1.1,
        r"^(?:the )?(?:(?:most|more|related|recommended|latest|top|popular|trending|other|further|"
        r"editor['’]?s['’]?|today['’]?s|suggested|similar|recent|sponsored|featured) ){1,2}"
        rf"(?:popular|read|viewed|shared|watched|commented|discussed|searches|picks?|{_KIND})"
        rf"(?: (?:now|today|this week|on this (?:topic|story)|for you|in \w+|{_KIND}))?\W*$",
        r"^(?:related|recommended|trending|see also|read also|also read|read (?:more|next)|up next|"
        r"around the web|from the web|from our partners|promoted(?: content)?|paid content|"
        r"keep reading|continue reading|topics|tags|filed under|share (?:this|on))"
        r"(?: (?:now|this|for you|the article|the story|article|story))?\W{0,3}$",
        r"^you (?:may|might|could) (?:also )?(?:like|enjoy|pick|be interested in)\W*$",
    ),
    cue(
        "teaser",
        1.9,
        r"^[\W_]*+(?:related(?: (?:stories|story|articles?|news|reading|coverage))?|"
        r"read (?:more|also|next|this)|also read|see also|up next|"
        r"more on this(?: story| topic)?) ?[:»>→] ?\S",
    ),
    cue(
        "teaser",
        0.9,
        r"^[\W_]*+(?:trending|recommended|in pictures|elsewhere|don['’]t miss[^:.]{0,20}|"
        r"more (?:from|on|at|in|about) [^:.]{1,40}|also (?:on|in) [^:.]{1,30}|"
        r"most (?:read|watched|popular|shared|viewed)(?: (?:today|now|this week))?|"
        r"you (?:may|might|could) also \w+(?: \w+)?) ?[:»>→] ?\S",
    ),
    cue("teaser", 0.8, r"^\W*+(?:quiz|poll|vote|have your say) ?:[^.]{5,100}\?"),
    cue("teaser", 0.7, r"^\W*+(?:watch|listen|video|audio|podcast|quiz|gallery) ?: "),
    cue(
        "labels",
        1.0,
        r"^\W*+(?:topics?|tags?|filed under|share this|like this|categor(?:y|ies)) ?:"
        r"(?: [^.]{0,90})?$",
    ),
    cue("list of links", 0.6, r"^[^|·•]{2,70}(?:[|·•][^|·•]{3,70}){1,6}(?<!\.)$"),
    cue("list of links", 0.5, r"^(?:[^|]{1,30}\|){2,8}[^|.]{1,40}$"),
)
_BUTTONS = (
    cue("buttons", 1.2, rf"^\W*+{_BUTTON}\b(?:\W++(?:{_BUTTON}|{_BETWEEN})\b)++\W*$"),
    cue(
        "buttons",
        1.1,
        r"^\W*+(?:skip to (?:main )?content|save (?:this )?(?:article|story)(?: for later)?|"
        r"back to top|become a (?:member|supporter|subscriber)|gift this article|"
        r"join the conversation|return to (?:the )?home ?page)\W*$",
    ),
    cue(
        "buttons",
        0.8,
        r"^\W*+(?:share|tweet|print|facebook|twitter|whatsapp|linkedin|reddit|subscribe|comments?|"
        r"donate|login|register|menu|unsubscribe|loading)\W*$",
    ),
    cue(
        "advertisement",
        1.2,
        r"^\W*+(?:advertisement|sponsored (?:content|by [^.]{2,40})|paid (?:post|partnership))\W*$",
        r"^\W*+(?:story|article) continues (?:below|after)[^.]{0,40}$",
    ),
    cue(
        "comments",
        1.1,
        r"^\W*+(?:\d[\d,.]* )?(?:comments?|replies|responses)(?: \(\d+\))?\W*$",
        r"^(?:leave|post|add|write|view|show|hide|read|see) (?:a |your |all |the )?(?:\d+ )?"
        r"(?:comments?|reply|replies)\b[^.]{0,30}\W*$",
        r"\bcomments (?:are|on this (?:article|story) are) (?:\w+ )?(?:moderated|closed|disabled)",
        r"\b\d+ readers? (?:are|is) (?:discussing|talking)",
    ),
    cue(
        "player",
        1.0,
        r"\b(?:your|this) (?:browser|device) (?:does not|doesn['’]t|cannot) (?:support|play)\b",
        r"\b(?:enable|turn on) javascript\b",
        r"^this (?:video|content|post) (?:is|isn['’]t|cannot|can['’]t) (?:\w+ ){0,3}"
        r"(?:available|restricted|viewed|displayed|loaded)\b",
        r"^view (?:this|more) (?:post|\w+) (?:on|from) \w+\W*$",
    ),
)
_CALLS = (
    cue(
        "newsletter box",
        1.1,
        r"^\W*+get (?:our|the|all(?: the)?|your)\b[^.]{0,60}\b(?:for free|in your inbox|"
        r"straight to|delivered|by e-?mail|free\W*$)",
        r"\b(?:sign up|subscribe|register|join)\b[^.]{0,60}\b(?:newsletter|e-?mails?|inbox|digest|"
        r"briefing|alerts|mailing list|channel|podcast)\b",
        r"^\W*+our (?:\w+ ){0,3}(?:newsletter|podcast|digest|briefing) (?:brings|gives|sends)\b",
        r"\bbe the first to know\b|\bno spam\b|\bunsubscribe (?:at|any)\b",
        r"^(?:enter|your) (?:your )?e-?mail(?: address)?\W*$",
    ),
    cue(
        "newsletter box",
        0.8,
        r"^\W*+want [^.?]{3,60}\?.{0,40}\b(?:sign up|subscribe)",
        r"\b(?:straight|delivered|sent|right) (?:in)?to your (?:inbox|phone)",
    ),
    cue(
        "call to the reader",
        0.5,
        rf"^\W*+(?:please |to |for more[^,]{{0,30}}, )?{_ACT}\b",
        r"[.!?:|–—] (?:subscribe|sign up|follow (?:us|him|her|them|me)|donate|click here|join us|"
        r"return to|read more|find out more|learn more|tell us|upgrade|order now)\b",
        r"[.!?:|–—] (?:subscribe|donate|join)\W*$",
    ),
    cue("site", 0.5, *_SITE),
    cue(
        "link words",
        0.9,
        r"^\W*+(?:read|find out|learn|see|discover|hear) more (?:about|on|from|at|in)\b",
        r"^(?:read|watch|listen to|see|check out|take a look at) (?:\w+ ){0,2}(?:rest|full|whole|"
        r"entire|complete|video|clip|photos|interview|story|memo|letter|report|article|trailer|"
        r"speech|remarks|audio|it)\b.{0,80}\b(?:here|below|above|at|in full)\b",
    ),
    cue(
        "link words",
        0.5,
        r"\b(?:click|tap|found|read|available|see|head|go|subscribe|up) (?:\w+ )?here\b",
    ),
    cue("link words", 0.4, r"\b(?:here|(?:embedded )?(?:below|above))\W*$"),
    cue("handle", 0.3, r"(?:^| )@\w{2,30}\W*$|\bon (?:twitter|facebook|instagram|x)\b.{0,30}@\w"),
    cue(
        "address",
        1.1,
        r"^\W*+(?:https?://|www\.)\S+\W*$",
        r"^you can (?:reach|e-?mail|contact|follow) (?:him|her|them|us|the)\b",
    ),
    cue(
        "address",
        0.6,
        r"\b(?:reach|e-?mail|contact) (?:him|her|them|us|the \w+) (?:\w+ )?(?:at|on|via)\b"
        r".{0,30}@\w",
        r"^e-?mail:? \S{1,60}@\S{1,60}$",
    ),
    cue(
        "social",
        1.1,
        r"^\W*+(?:follow|like|find|join) (?:us|him|her|them|me)\b[^.]{0,40}\b"
        r"(?:on|at) (?:x|twitter|facebook|instagram|social|youtube|telegram|whatsapp)\b",
    ),
    cue(
        "social",
        0.9,
        r"\b(?:he|she|they) tweets?(?: at)? @\w",
        r"\b(?:like|share) (?:the|our) page\b",
    ),
)
_APPEALS = (
    cue(
        "appeal",
        1.1,
        r"^\W*+help (?:us )?keep\b.{2,60}\b(?:free|alive|independent|online|going)\b",
        r"\bif you (?:enjoy|like|value)\b.{0,60}\b(?:support|subscrib|donat|member)",
        r"\b(?:we (?:rely|depend) on|we need|thank you for|thanks to) (?:your|our readers['’]?|"
        r"readers['’]?) (?:\w+ )?(?:support|help|donations?|contributions?)\b",
        r"\b(?:every|any) (?:contribution|donation|gift),? (?:however|no matter|big|small|counts)",
        r"\byour (?:support|donation|contribution|subscription) (?:makes|helps|keeps|funds)\b",
    ),
    cue(
        "appeal",
        0.9,
        r"\b(?:support|fund|funds|power|powers|sustain) (?:our|independent|quality|this) (?:\w+ )?"
        r"(?:journalism|reporting|newsroom|work|site|paper)\b",
        r"\bfree to read (?:because|thanks)|\breader[- ](?:supported|funded)\b",
        r"\b(?:recurring|one-?time|monthly|tax-deductible|regular) (?:donations?|gifts?|"
        r"contributions?)\b",
        r"\b(?:donate|chip in) (?:today|now|here|from|what you can)\b",
        r"\bput (?:\w+ ){0,4}(?:behind a|up a) paywall\b",
    ),
    cue(
        "readers",
        0.5,
        r"\byou(?:['’]re| are|r)?\b.{0,40}\b(?:articles|journalism|reporting|newsroom|our work)\b",
    ),
    cue(
        "subscribers",
        1.0,
        r"^\W*+(?:already|not|are you) (?:yet )?(?:a |an )?(?:subscriber|member|registered)\b",
        r"\b(?:is|are) (?:only )?(?:for|available to|reserved for) (?:our )?"
        r"(?:subscribers|members)\b",
        r"\bto (?:continue|keep) reading\b|\byour free trial\b",
        r"\b(?:unlimited|full|digital) access (?:for|to|from|today|now)\b",
        r"\b(?:free articles|articles (?:left|remaining)) (?:this|for|in)\b",
    ),
    cue(
        "question to the reader",
        1.1,
        r"\b(?:was|is|did you (?:find|like|enjoy)) (?:this|our) (?:article|story|page|post|report|"
        r"content|information)\b.{0,40}\?",
        r"^\W*+(?:got|have|do you have|send us) (?:a|an|any|something|your) (?:news |story )?"
        r"(?:tips?|story|stories|question|comment|correction|views?|to say|to add)\b.{0,60}"
        r"(?:\?|!|\bus\b)",
        r"\b(?:tell|send|e-?mail|text) us (?:your|what)\b",
        r"(?:^\W*|[.!?] )(?:spot(?:ted)?|seen|found|noticed|report) (?:a|an) "
        r"(?:mistake|error|typo|correction)",
    ),
    cue(
        "question to the reader",
        0.9,
        r"\b(?:let us know|tell us|have your say|join the (?:conversation|discussion|debate))\b"
        r"(?:.{0,40}\b(?:comments?|below|conversation|discussion|debate))?\W*$",
    ),
    cue(
        "answer to the reader",
        1.1,
        r"^thank(?:s| you) for (?:reading|signing up|subscribing|your (?:feedback|vote))\b",
    ),
    cue(
        "answer to the reader",
        0.8,
        r"^we(?:['’]re| are) (?:so |very )?sorry to hear (?:that|this)\W*$",
    ),
    cue(
        "answer to the reader",
        0.7,
        r"\b(?:give us another|another) try\b|^did we get (?:\w+ )?(?:it|this|something)? ?"
        r"(?:right|wrong)\?",
    ),
)
_LAW = (
    cue(
        "law",
        1.2,
        r"^\W*+(?:c\)|copyright) .{0,80}(?:\d{4}|©|reserved|ltd|inc|limited|reproduc)",
        r"^[^\w©]*©",
        r"\ball rights reserved\b",
        r"\bmay not be (?:published, )?(?:broadcast|re(?:produced|written|distributed|published))",
        r"^re(?:printed|published) (?:here )?with (?:the )?permission",
        r"\bterms of (?:use|service)\b.{0,40}\bprivacy\b|\bprivacy policy\b.{0,40}\bterms\b",
        r"\b(?:we|(?:this|our) (?:web)?site) (?:\w+ ){0,3}uses? (?:\w+ ){0,2}cookies\b",
        r"\b(?:accept|manage|reject)(?: all)? cookies\b",
        r"\bcookie (?:policy|settings|notice|preferences)\b",
        r"\bby (?:clicking|continuing|signing up|subscribing|using)\b.{0,80}\byou (?:agree|accept|"
        r"consent)",
        r"\bmay (?:receive|earn) (?:a |an )?(?:\w+ )?commission\b",
        r"^\W*+our standards ?:",
    ),
)
_SIGN_OFFS = (
    cue(
        "sign-off",
        1.2,
        r"^[\W_]*+(?i:additional |with )?(?i:reporting|writing|editing|research|compil(?:ed|ing)|"
        rf"translat(?:ed|ion)|edited|written) (?i:by) {NAMES}(?:\W.{{0,300}})?$",
        rf"(?:^|[,.] |\band )(?:[^.,]{{0,40}} )?{NAMES} contributed(?: (?:additional )?"
        r"(?:reporting|research)\b| to this (?:report|story|article|post|piece)\b|"
        rf" from {NAMES})?(?: (?:to|from|in) [^.]{{3,40}})?\.?[\W_]*$",
        rf"^(?:by|By|BY) {NAMES}(?:(?:,| and| \||,? in) (?:[Tt]he )?{NAMES}){{0,4}}"
        r"(?: ?\|[^.]{0,60})?$",
        exact=True,
    ),
    cue(
        "sign-off",
        1.2,
        r"^contributing: |^\W*+h/t\b",
        r"^\W*+this (?:article|story|piece|post|essay) (?:was )?(?:first |originally )"
        r"(?:appeared|published|posted|ran) (?:on|in|at|by)\b",
        r"^\W*+this is a (?:developing|breaking)(?: news)? story\b[^“\"]{0,90}$",
        r"^\W*+(?:this|the) (?:story|article|post|page) (?:has been|was|will be) updated\W*$",
    ),
    cue(
        "page data",
        1.1,
        r"^\W*+(?:last |first )?(?:published|updated|modified|posted)(?: on| at)? ?:? ?"
        r"(?=[^.]*\d)[\w ,.:+/|–-]{4,60}$",
        r"\b\d{1,2}[- ]min(?:ute)?s? read\b",
        r"^listen to this (?:article|story)\b",
    ),
    cue("page code", 1.1, r"^[.#]?[\w-]+(?: [\w.-]+)? ?\{\W*$|^[\w-]+: ?[\w# ]+;$|^[{}] ?$"),
)
_REPORTING = (
    cue(
        "correction",
        -1.0,
        r"^\W*+(?:correction|clarification|update|editor['’]?s['’]? note)\b",
        r"\bearlier version\b|\bupdated (?:to|with)\b",
    ),
    cue(
        "speech",
        -0.9,
        r"\b(?:said|says|told|according to|added|argued|insisted|announced|reported that|warned|"
        r"urged|claimed|asked|replied|wrote|testified)\b",
    ),
    cue("quotation", -0.7, r"^\W{0,2}[\"“‘'«„]"),
    cue("quotation", -0.3, r"[“”\"«»].{12,}[“”\"«»]"),
)

FURNITURE = (*_LISTS, *_BUTTONS, *_CALLS, *_APPEALS, *_LAW, *_SIGN_OFFS, *_REPORTING)
