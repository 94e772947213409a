"""The language of a text, told only where the text is long enough to tell."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SAMPLE = 2_000  # characters looked at in each of three places
_SHORTEST = 80  # letters of an alphabet that several languages share; fewer tell too little
_SHORTEST_SCRIPT = 12  # letters of any other script
_ENGLISH = 0.16  # share of English function words; other languages stay under a tenth
_SURE = 0.9  # probability under which the detector is not believed
_SURE_SCRIPT = 0.5  # the same for scripts that few languages share
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FUNCTION_WORDS = frozenset(
    "the of and to that was were is are been being have has had with for from by at on it its "
    "this these those which who whom whose what when where while he she they we you his her their "
    "our your my not but or if than then there would could should will can may might must said "
    "says after before into about over under between because against during as an be do does did "
    "no so such more most some any all other".split()
)
# Words that the languages closest in spelling use as well, and that therefore say nothing alone.
_ONLY_ENGLISH = frozenset(
    "the of and that was were been which with from their they said this would after have".split()
)


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language of ``text``, or None where it is too short to tell.

    English is told by its function words alone, at no cost; for anything else the detector is
    loaded (some 130 MB). Short and unsure answers are None.

    >>> language_of("The mayor said that the bridge, which was built in 1911, would be closed.")
    'en'
    >>> language_of("Dam bursts") is None
    True
    """
    sample = _sample(text)
    words = [w.lower() for w in _WORD.findall(sample)]
    if not words:
        return None
    if len(words) >= 8 and _is_english(words):
        return "en"
    letters = sum(map(len, words))
    latin = sum(1 for c in sample if c.isalpha() and c < "\u0250")
    if latin * 2 > letters:
        return _detected(" ".join(words), _SURE) if letters >= _SHORTEST else None
    if letters < _SHORTEST_SCRIPT:
        return None
    # another script is not English, whichever of its languages it is
    return _detected(" ".join(words), _SURE_SCRIPT if letters < _SHORTEST else 0.0)


def _sample(text: str) -> str:
    """Up to three stretches of a text: its beginning, its middle and its end."""
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = len(text) // 2
    return "\n".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))


def _is_english(words: list[str]) -> bool:
    known = sum(1 for w in words if w in _FUNCTION_WORDS)
    return known >= _ENGLISH * len(words) and any(w in _ONLY_ENGLISH for w in words)


def _detected(sample: str, sure: float) -> str | None:
    code, probability = _identifier().classify(sample)
    return code if probability >= sure and len(code) == 2 else None


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


_NAMES = dict(
    pair.split("=")
    for pair in (
        "af=Afrikaans am=Amharic ar=Arabic az=Azerbaijani be=Belarusian bg=Bulgarian bn=Bengali "
        "bs=Bosnian ca=Catalan cs=Czech cy=Welsh da=Danish de=German el=Greek eo=Esperanto "
        "es=Spanish et=Estonian eu=Basque fa=Persian fi=Finnish fr=French ga=Irish gl=Galician "
        "gu=Gujarati he=Hebrew hi=Hindi hr=Croatian ht=Haitian hu=Hungarian hy=Armenian "
        "id=Indonesian is=Icelandic it=Italian ja=Japanese jv=Javanese ka=Georgian kk=Kazakh "
        "km=Khmer kn=Kannada ko=Korean ku=Kurdish ky=Kyrgyz la=Latin lb=Luxembourgish lo=Lao "
        "lt=Lithuanian lv=Latvian mg=Malagasy mk=Macedonian ml=Malayalam mn=Mongolian mr=Marathi "
        "ms=Malay mt=Maltese my=Burmese nb=Norwegian ne=Nepali nl=Dutch nn=Norwegian no=Norwegian "
        "oc=Occitan or=Odia pa=Punjabi pl=Polish ps=Pashto pt=Portuguese qu=Quechua ro=Romanian "
        "ru=Russian rw=Kinyarwanda se=Sami si=Sinhala sk=Slovak sl=Slovenian so=Somali sq=Albanian "
        "sr=Serbian sv=Swedish sw=Swahili ta=Tamil te=Telugu tg=Tajik th=Thai tl=Tagalog "
        "tr=Turkish ug=Uyghur uk=Ukrainian ur=Urdu uz=Uzbek vi=Vietnamese vo=Volapük wa=Walloon "
        "xh=Xhosa yi=Yiddish yo=Yoruba zh=Chinese zu=Zulu"
    ).split()
)


def language_name(code: str) -> str:
    """A language's name in English, or its code where there is none.

    >>> language_name("de")
    'German'
    """
    return _NAMES.get(code, code)
