"""Which language a text is written in, where nobody said so: by its marks and its small words."""

import re

from mentorhub.matching.domain.analyser import STOP_WORDS, words

_VIETNAMESE = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
_ENGLISH = STOP_WORDS["en"] - STOP_WORDS["fr"]
_FRENCH = STOP_WORDS["fr"] - STOP_WORDS["en"]
ENOUGH = 0.05
_READ = 5_000


def language_of(text: str, stated: str = "") -> str:
    """``vi``, ``en`` or ``fr``; what was `stated` (BCP 47) when the text does not tell.

    Only the first 5,000 characters are read. Words both languages have count for neither.
    """
    found = words(text[:_READ], "")
    if not found:
        return stated or "vi"
    shares = {
        "vi": sum(bool(_VIETNAMESE.search(word)) for word in found) / len(found),
        "en": sum(word in _ENGLISH for word in found) / len(found),
        "fr": sum(word in _FRENCH for word in found) / len(found),
    }
    likeliest = max(shares, key=shares.__getitem__)
    return likeliest if shares[likeliest] >= ENOUGH else stated or "vi"
