"""A letter of thanks and a paper of hours, to be printed and signed by hand. No member is named."""

from typing import Any

from mentorhub.mentoring.models import Mentorship
from mentorhub.platform.clock import now, today
from mentorhub.platform.documents import pdf
from mentorhub.platform.i18n import _, day, decimal, in_language, ngettext
from mentorhub.together import queries

TEMPLATE = "certificates/data/paper.typ"
Runs = list[list[Any]]


def thanks_to(work: Mentorship) -> bytes:
    """In the language of the mentor."""
    with in_language(work.profile.person.language):
        lines = [_("has accompanied the team %(team)s", team=work.team.name), _span(work)]
        lines.append(_("The team and the Youth Union say thank you."))
        return _paper(work, _("Letter of thanks"), lines)


def hours_of(work: Mentorship) -> bytes:
    """What counts is what both sides confirmed."""
    with in_language(work.profile.person.language):
        held = [one for one in queries.meetings(work) if one.confirmed_at is not None]
        hours = decimal(queries.confirmed_minutes(work) / 60, 1)
        met = ngettext("%(num)d meeting", "%(num)d meetings", len(held))
        told = _(
            "%(hours)s hours in %(meetings)s, confirmed by both sides.", hours=hours, meetings=met
        )
        lines = [_("was a mentor of the team %(team)s", team=work.team.name), _span(work), told]
        return _paper(work, _("Hours as a mentor"), lines)


def _span(work: Mentorship) -> str:
    until = work.ended_at or now()
    return str(_("from %(since)s until %(until)s.", since=day(work.since), until=day(until)))


def _paper(work: Mentorship, heading: str, lines: list[str]) -> bytes:
    mentor, unit = work.profile.person, work.team.unit
    whose = unit.names.in_language(mentor.language)
    sample = _("Sample data, without any value") if mentor.is_sample else ""
    runs: list[Runs] = [[[line, False]] for line in lines]
    paper = {
        "language": mentor.language,
        "from": [str(_("Ho Chi Minh Communist Youth Union")), whose],
        "heading": str(heading),
        "name": mentor.full_name,
        "sub": "",
        "lines": runs,
        "seal": [],
        "place": day(today()),
        "sign": str(_("On behalf of the Youth Union")),
        "hint": str(_("To be signed by hand; it is no formal commendation.")),
        "sample": str(sample),
        "check": "",
        "code": "",
        "qr": "",
        "alt": "",
    }
    return pdf(TEMPLATE, {"title": str(heading), "papers": [paper]})
