"""Which language a text is written in, where nobody said so: by its marks and its small words."""

import re

from mentorhub.matching.domain.analyser import STOP_WORDS, words

_VIETNAMESE = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
_ENGLISH = STOP_WORDS["en"] - STOP_WORDS["fr"]
_FRENCH = STOP_WORDS["fr"] - STOP_WORDS["en"]
# any Vietnamese syllable without its marks: a closed set, unlike the words of other languages
_SYLLABLE = re.compile(
    "(?:ngh?|nh|g[hi]|kh|ph|qu|th|tr|ch|[bcdghklmnprstvx])?"
    "(?:a[iouy]?|e[ou]?|i[aeu]?|ieu|o[aeio]?|oa[ioy]|oeo|u[aeiouy]?|ua[iy]|uo[iu]|uy[aeu]|y[ae]?|yeu)"
    "(?:ch|n[gh]?|[cmpt])?"
)
ENOUGH = 0.05
SYLLABLES = 0.8
FEWEST = 4
_READ = 5_000


def language_of(text: str, stated: str = "") -> str:
    """``vi``, ``en`` or ``fr``; what was `stated` (BCP 47) when the text does not tell.

    Only the first 5,000 characters are read. Words both languages have count for neither. What is
    made of Vietnamese syllables only is Vietnamese typed without marks, whatever small words of
    other languages they look like.
    """
    found = words(text[:_READ], "")
    if not found:
        return stated or "vi"
    spelled = [word for word in found if word.isalpha()]
    syllables = sum(bool(_SYLLABLE.fullmatch(word)) for word in spelled)
    if len(spelled) >= FEWEST and syllables >= SYLLABLES * len(spelled):
        return "vi"
    shares = {
        "vi": sum(bool(_VIETNAMESE.search(word)) for word in found) / len(found),
        "en": sum(word in _ENGLISH for word in found) / len(found),
        "fr": sum(word in _FRENCH for word in found) / len(found),
    }
    likeliest = max(shares, key=shares.__getitem__)
    return likeliest if shares[likeliest] >= ENOUGH else stated or "vi"
