"""The words of a paper, in the language of its contest, and the paper."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from mentorhub.certificates import queries
from mentorhub.certificates.domain import Kind, bold, formal_day, runs
from mentorhub.certificates.models import Certificate
from mentorhub.contests.models import Contest
from mentorhub.platform.documents import pdf
from mentorhub.platform.i18n import _, day, in_language
from mentorhub.platform.qr import picture
from mentorhub.publishing.queries import published_for

TEMPLATE = "certificates/data/paper.typ"


def paper_of(certificate: Certificate, *, site: str) -> bytes:
    """One paper, made when it is asked for: no copy lies about."""
    return papers_as_one([certificate], site=site)


def papers_as_one(certificates: Sequence[Certificate], *, site: str) -> bytes:
    """All of one contest, one to a page; `site` is the address at which they are checked."""
    contest = certificates[0].contest
    with in_language(contest.language):
        facts = {"title": contest.title.in_language(contest.language)}
        return pdf(TEMPLATE, {**facts, "papers": list(_all_words(contest, certificates, site))})


def paper_titled(certificate: Certificate) -> str:
    """The name of its file: nobody's."""
    return f"certificate-{certificate.code[:10].lower()}.pdf"


def _all_words(
    contest: Contest, certificates: Sequence[Certificate], site: str
) -> Iterable[dict[str, Any]]:
    credited = queries.credited_with(certificates)
    decision = published_for(contest).decision_number
    for one in certificates:
        yield {
            **_frame(contest, one, decision, site),
            "name": one.name,
            "sub": one.entry.team.name if one.entry and one.kind is not Kind.IDEA else "",
            "lines": [runs(sentence) for sentence in _sentences(contest, one, credited)],
            "seal": _seal(contest, one),
        }


def _frame(contest: Contest, one: Certificate, decision: str, site: str) -> dict[str, Any]:
    given = formal_day(one.given_on) if contest.language == "vi" else day(one.given_on)
    number = _("Decision no. %(number)s", number=decision) if decision else ""
    sample = _("Sample data, without any value") if one.person.is_sample else ""
    return {
        "language": contest.language,
        "from": [
            _("Ho Chi Minh Communist Youth Union"),
            contest.host.in_language(contest.language),
        ],
        "heading": _("Certificate"),
        "place": " · ".join(part for part in (given, number) if part),
        "sign": _("On behalf of the organisers"),
        "hint": _("A certificate of the organisers; it is no formal commendation."),
        "sample": sample,
        "check": _("Check this paper at %(site)s", site=f"{_bare(site)}/certificates"),
        "code": one.spelled_code,
        "qr": picture(f"{site}/certificates/{one.code}"),
        "alt": _("Code that leads to the page where this certificate is checked"),
    }


def _bare(site: str) -> str:
    return site.partition("://")[2]


def _seal(contest: Contest, one: Certificate) -> list[str]:
    if one.kind is not Kind.AWARD or one.award is None:
        return []
    return [one.award.name.in_language(contest.language)]


def _sentences(
    contest: Contest, one: Certificate, credited: dict[UUID, list[str]]
) -> Iterable[str]:
    title = bold(contest.title.in_language(contest.language))
    entry = one.entry.title if one.entry else ""
    if one.kind is Kind.JUROR:
        yield _("was a juror of %(contest)s, with the thanks of the organisers.", contest=title)
        return
    if one.kind is Kind.IDEA:
        yield _("gave an idea that went into the entry “%(entry)s”", entry=entry)
        yield _("in %(contest)s.", contest=title)
    elif one.award:
        award = bold(one.award.name.in_language(contest.language))
        yield _("won %(award)s of %(contest)s", award=award, contest=title)
        yield _("with the entry “%(entry)s”.", entry=entry)
    else:
        yield _("took part in %(contest)s", contest=title)
        yield _("with the entry “%(entry)s”.", entry=entry)
    names = credited.get(one.entry_id, []) if one.entry_id else []
    if names and one.kind is not Kind.IDEA:
        yield _("Ideas of others went into it: %(names)s.", names=", ".join(names))
