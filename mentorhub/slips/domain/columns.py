"""The columns of a list of ideas, and what single cells of them say."""

import enum
import re
from datetime import date

from mentorhub.matching.domain.analyser import fold
from mentorhub.matching.domain.tags import taxonomy
from mentorhub.sheets.domain.reading import Cell, as_text
from mentorhub.slips.domain import Agreed

_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")


class Column(enum.StrEnum):
    NUMBER = "number"
    NAME = "name"
    BORN = "born"
    UNIT = "unit"
    AGREED = "agreed"
    GUARDIAN = "guardian"
    DAY = "day"
    TITLE = "title"
    SECTOR = "sector"
    PROBLEM = "problem"
    SOLUTION = "solution"
    BENEFIT = "benefit"


_WORDS = {
    Column.NUMBER: "stt|so tt|tt|so thu tu|no|n°|thu tu",
    Column.NAME: "ho va ten|ho ten|tac gia|ho va ten tac gia|ho ten tac gia|ten tac gia|nguoi viet|"
    "full name|author|full name of the author|name|nom complet|nom complet de l'auteur|auteur",
    Column.BORN: "nam sinh|ngay sinh|ngay thang nam sinh|year of birth|birth year|date of birth|"
    "annee de naissance|date de naissance",
    Column.UNIT: "don vi|chi doan|ten chi doan|chi doan/don vi|ap|unit|branch|unite|section",
    Column.AGREED: "cach dong y|tac gia dong y|dong y|tac gia dong y bang cach nao|how they agreed|"
    "agreed|accord donne|accord",
    Column.GUARDIAN: "nguoi giam ho|cha me dong y|nguoi giam ho dong y|phu huynh|guardian|"
    "guardian agreed|tuteur|accord du tuteur",
    Column.DAY: "ngay|ngay ghi tren phieu|ngay viet|date|date on the slip|date sur la fiche",
    Column.TITLE: "y tuong|ten y tuong|tieu de|ten de tai|idea|title|name of the idea|idee|titre",
    Column.SECTOR: "linh vuc|field|domaine",
    Column.PROBLEM: "van de|van de gi|thuc trang|problem|which problem|probleme|quel probleme",
    Column.SOLUTION: "cach lam|giai phap|nen lam gi|noi dung|noi dung y tuong|tom tat|solution|"
    "what should be done|summary|que faut-il faire|resume",
    Column.BENEFIT: "loi ich|ai duoc loi|hieu qua|ai duoc loi, va loi the nao|benefit|who benefits|"
    "benefice|a qui cela profite-t-il",
}
MEANING = {words: column for column, all_ in _WORDS.items() for words in all_.split("|")}
_AGREED = {
    Agreed.SIGNED: "da ky|ky|ky phieu|ky ten|da ky vao phieu|signed|signed the slip|signe|"
    "a signe la fiche",
    Agreed.SPOKEN: "truc tiep|bang loi|dong y truc tiep bang loi|loi noi|noi truc tiep|spoken|"
    "said yes in person|in person|en personne|a dit oui en personne",
    Agreed.PHONED: "dien thoai|qua dien thoai|goi dien|dong y qua dien thoai|phone|by phone|phoned|"
    "said yes by phone|telephone|par telephone|a dit oui au telephone",
}
WAYS = {words: way for way, all_ in _AGREED.items() for words in all_.split("|")}
_YES = frozenset("co|x|da dong y|dong y|yes|oui|1|v".split("|"))
EXAMPLE = frozenset("vd|vi du|e.g.|ex.|exemple|example".split("|"))


def is_yes(text: str) -> bool:
    return fold(text) in _YES


def sector_of(text: str) -> str:
    """The field by its key or its name in any of our languages; nothing where there is none."""
    wanted = _bare(text)
    for one in taxonomy().sectors.values():
        if text == one.id or wanted in map(_bare, one.labels.values()):
            return one.id
    return ""


def _bare(text: str) -> str:
    """Whichever dash or apostrophe stands between the words."""
    return " ".join(re.findall(r"[a-z0-9]+", fold(text)))


def day_in(cell: Cell, *, today: date) -> date | None:
    """A day not after today, however it is written; an empty cell means today."""
    if isinstance(cell, date):
        return cell if cell <= today else None
    text = as_text(cell)
    if not text:
        return today
    try:
        found = _DAY.fullmatch(text)
        day = date(*map(int, reversed(found.groups()))) if found else date.fromisoformat(text)
    except (ValueError, TypeError):
        return None
    return day if day <= today else None
