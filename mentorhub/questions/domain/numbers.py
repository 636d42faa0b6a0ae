"""Numbers as people write them: “24.000.000” and “0,5” here, “24,000,000” and “0.5” in English."""

import re
from decimal import Decimal

from mentorhub.questions.domain.asking import PLAIN_NUMBER


def read_number(typed: str, language: str) -> str | None:
    """The number in plain writing (“24000000”, “0.5”); None where it is none."""
    text = re.sub(r"[\s\u00a0\u202f]", "", typed)
    group, point = (",", ".") if language == "en" else (".", ",")
    grouped = rf"-?[0-9]{{1,3}}({re.escape(group)}[0-9]{{3}})+({re.escape(point)}[0-9]+)?"
    if re.fullmatch(grouped, text):
        text = text.replace(group, "")
    text = text.replace(",", ".")
    if not PLAIN_NUMBER.fullmatch(text):
        return None
    number = Decimal(text)
    return f"{number.normalize():f}" if number else "0"


def write_number(plain: str, language: str) -> str:
    """For a box to type in: without groups, so that it reads the same way in again."""
    return plain if language == "en" else plain.replace(".", ",")
