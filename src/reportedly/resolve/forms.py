"""The forms in which a time is told: what each looks like and who tells what it means."""

from __future__ import annotations

from reportedly.resolve.clock import (
    DAY_NUMBER,
    HOURS,
    MANY,
    MONTH,
    OF_DAY,
    OUTLET,
    PART,
    ROUGH,
    SHORT_DAY,
    UNIT,
    WEEKDAY,
    YEAR,
    form_of,
)
from reportedly.resolve.moments import (
    ago_told,
    date_told,
    deictic_told,
    from_now_told,
    iso_told,
    later_told,
    neighbour_day_told,
    of_month_told,
    recent_told,
    slashed_told,
    week_told_by_day,
    weekday_told,
    within_told,
)
from reportedly.resolve.periods import (
    century_told,
    decade_told,
    feast_told,
    month_told,
    months_told,
    plain_week_told,
    quarter_told,
    season_told,
    year_told,
)

_WORDS = "in since until till by from of during through before after between and to".split()
_AFTER_WORD = "|".join(rf"(?<=[{w[0].upper()}{w[0]}]{w[1:]}\s)" for w in _WORDS)
_PART_OF_DAY = (
    r"(?:(?:[Oo]n\s|[Ii]n\s)?[Tt]he\s"
    r"(?P<begin>morning|afternoon|evening|night|early hours)\sof\s)?"
)
_WD_BEFORE = rf"(?:(?:{WEEKDAY}|{SHORT_DAY}\.?),?\s+(?:the\s+)?)?"
FORMS = (
    form_of(rf"(?P<a>\d\d?)/(?P<b>\d\d?)/(?P<y>{YEAR})", slashed_told),
    form_of(
        rf"(?P<n>{MANY})\s(?P<unit>{UNIT})\sfrom\s(?:now|today)(?P<rough>(?!))?", from_now_told
    ),
    form_of(
        rf"(?P<m>{MONTH})\.?\s?[-–]\s?(?P<m2>{MONTH})\.?\s(?P<y>{YEAR})", months_told, case=True
    ),
    form_of(
        rf"[Ff]rom\s(?P<m>{MONTH})\.?\sto\s(?P<m2>{MONTH})\.?\s(?P<y>{YEAR})",
        months_told,
        case=True,
    ),
    form_of(
        rf"(?:[Ii]n\s)?[Tt]he\sweek(?P<end>end)?\sof\s(?P<m>{MONTH})\.?\s(?P<d>{DAY_NUMBER})"
        rf"(?:,?\s(?P<y>{YEAR}))?(?P<y2>(?!))?",
        week_told_by_day,
        case=True,
    ),
    form_of(rf"(?P<y>{YEAR})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])", iso_told),
    form_of(
        rf"{_PART_OF_DAY}{_WD_BEFORE}(?:(?P<m>{MONTH})\.?\s+(?P<d>{DAY_NUMBER})(?:\s?[-–]\s?(?P<to>{DAY_NUMBER}))?"
        rf"(?:,?\s+(?P<y>{YEAR}))?|(?:the\s+)?(?P<d2>{DAY_NUMBER})(?:(?:\s?[-–]\s?|\sto\s|\sand\s)(?P<to2>{DAY_NUMBER}))?\s+"
        rf"(?:of\s+)?(?P<m2>{MONTH})\b\.?(?:,?\s+(?P<y2>{YEAR}))?)(?:\s(?P<of>{OF_DAY}))?",
        date_told,
        case=True,
    ),
    form_of(
        rf"(?<!every\s)(?<!each\s){_PART_OF_DAY}(?:(?P<early>late|early|later|earlier)\s(?:on\s)?)?(?:on\s)?(?:(?P<which>last|"
        rf"this coming|this past|this|next|the following|the next|the previous|the coming|the "
        rf"past)\s)?"
        rf"(?P<wd>{WEEKDAY}){OUTLET}(?:\s(?P<of>{OF_DAY}))?"
        r"(?:,?\s(?P<week>(?:of\s)?(?:last|next|the previous) week|week(?=[.,;]|$)))?",
        weekday_told,
    ),
    form_of(
        r"(?P<word>the day before yesterday|the day after tomorrow|"
        r"yesterday(?: (?:morning|afternoon|evening))?|today|tonight|"
        r"tomorrow(?: (?:morning|afternoon|evening|night))?|last night|last evening|"
        r"this (?:morning|afternoon|evening)|overnight)",
        deictic_told,
    ),
    form_of(r"(?:on\s)the\s(?P<d>(?:[12]?\d|3[01])(?:st|nd|rd|th))", of_month_told),
    form_of(rf"{ROUGH}(?P<n>{MANY})\s(?P<unit>{UNIT}|{HOURS})\s(?:ago)", ago_told),
    form_of(
        rf"{ROUGH}(?P<n>{MANY})\s(?P<unit>{UNIT}|{HOURS})\s(?P<way>later|earlier|before|"
        rf"previously|afterwards|afterward|prior)(?:,?\s(?:on\s)?(?P<wd>{WEEKDAY}))?",
        later_told,
    ),
    form_of(
        r"(?P<word>(?:on )?(?:the (?:next|following|previous|same) (?:day|morning|night|evening)|"
        r"the day (?:before|after)|that (?:same )?(?:day|night|morning|evening|afternoon)|"
        r"the night before|the same day))",
        neighbour_day_told,
    ),
    form_of(
        rf"(?:(?:in|over|for|during|within|through)\s)?(?:the\s|these\s)?(?P<way>past|last|next|coming|"
        rf"recent|previous|following)\s(?:(?P<n>{MANY})\s)?(?P<unit>days|weeks|months|years|decades|"
        r"hours|minutes|(?<=n )day)",
        recent_told,
    ),
    form_of(
        rf"in\s{ROUGH}(?P<n>{MANY})\s(?P<unit>{UNIT})(?:[’']\stime)?(?!\s(?:of|and))",
        within_told,
    ),
    form_of(
        rf"(?:(?:in|at|over|during)\s)?(?:(?P<part>{PART})[\s-])?(?P<which>this coming|this|last|"
        r"next|the previous|the past|the coming|the following|the last|the)\s(?P<unit>weekend|week|"
        r"month|year|quarter|decade)",
        plain_week_told,
    ),
    form_of(
        rf"(?:(?P<part>{PART})[\s-](?:of\s|in\s)?)?(?:(?P<which>last|next|this)\s)?(?P<m>{MONTH})\b\.?,?\s"
        rf"(?:of\s)?(?P<y>{YEAR})",
        month_told,
        case=True,
    ),
    form_of(
        rf"(?:{_AFTER_WORD}|"
        rf"(?P<part>[Ee]arly|[Ll]ate|[Mm]id|[Tt]he (?:start|beginning|end|middle) of)[\s-]|"
        rf"(?P<which>[Ll]ast|[Nn]ext|[Tt]his)\s)(?P<y>(?!))?(?P<m>{MONTH})\b\.?(?!\s+(?:\d|[A-Z][a-z]))",
        month_told,
        case=True,
    ),
    form_of(
        rf"(?:(?P<part>{PART})[\s-](?:in\s)?)?(?P<y>{YEAR})(?:\s?[-–]\s?(?P<to>{YEAR}|\d\d))?"
        r"(?!s\b|,\d|\s(?:people|men|women|fighters|soldiers|civilians|dollars|homes|houses|troops|"
        r"jobs|votes|miles|km|kilomet|percent|per cent|tons|tonnes|others|members|cases|victims|"
        r"refugees|militants|rebels|workers|students|police|pounds|metres|meters|feet))",
        year_told,
    ),
    form_of(
        rf"(?:the\s)?(?:(?P<part>{PART})[\s-])?(?P<decade>(?:1[5-9]|20)\d0s|[’'][3-9]0s)",
        decade_told,
    ),
    form_of(rf"the\s(?:(?P<part>{PART})[\s-])?(?P<n>\d\d?(?:st|nd|rd|th))\scentury", century_told),
    form_of(
        rf"(?:(?:in|during)\s)?(?:(?:the|its)\s)?(?P<order>first|second|third|fourth|last|final)\s"
        rf"(?P<kind>quarter|half)(?:\sof\s(?P<which>last year|this year|the year)|"
        rf"\s(?:of\s)?(?P<y>{YEAR}))(?P<q>(?!))?",
        quarter_told,
    ),
    form_of(
        r"(?:in|during|for)\sthe\s(?P<order>first|second|third|fourth|final)\s(?P<kind>quarter|half)"
        r"(?P<q>(?!))?(?P<y>(?!))?(?P<which>(?!))?(?!\s(?:of|final))",
        quarter_told,
    ),
    form_of(
        rf"Q(?P<q>[1-4])(?:\s(?P<y>{YEAR}))?(?P<order>(?!))?(?P<kind>(?!))?(?P<which>(?!))?",
        quarter_told,
        case=True,
    ),
    form_of(
        rf"(?:(?P<part>{PART})[\s-])?(?:(?P<which>last|this|next)\s|(?:in\s)?the\s|in\s(?:the\s)?)?"
        rf"(?P<season>spring|summer|autumn|fall|winter)(?:\sof\s(?P<y>{YEAR})|\s(?P<y2>{YEAR}))",
        season_told,
    ),
    form_of(
        r"(?:(?P<part>early|late)\s)?(?P<which>last|this|next)\s(?P<season>spring|summer|autumn|fall|"
        r"winter)(?P<y>(?!))?(?P<y2>(?!))?",
        season_told,
    ),
    form_of(
        r"(?P<feast>New Year[’']s (?:Eve|Day)|Christmas (?:Day|Eve)|Christmas(?=[ ,.])|Boxing Day|"
        rf"Valentine[’']s Day|9/11)(?:,?\s(?P<y>{YEAR}))?",
        feast_told,
        case=True,
    ),
)
