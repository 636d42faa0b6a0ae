"""What minutes say of the jury: who sat on it, who did not judge what and why."""

from typing import Any
from uuid import UUID

from mentorhub.contests.models import Contest
from mentorhub.judging.domain.relations import relation_in
from mentorhub.judging.models import Waiver
from mentorhub.platform.i18n import _, moment, ngettext
from mentorhub.publishing.queries.minutes import Round
from mentorhub.publishing.queries.recusals import Cleared, closings_with_reasons


def of_the_jury(contest: Contest, held: Round) -> dict[str, list[str]]:
    """{title: lines}; jurors stand by their letters after the first part."""
    letters = letters_of(held)

    def listed(told: Any) -> list[str]:
        return [about(letters[juror], f"{code}. {why}") for juror, code, why in told]

    return {
        _("Jurors"): [f"{letters[key]}. {name}" for key, name in held.names.items()],
        _("Who left the jury"): [
            about(letters[juror.id], moment(juror.withdrawn_at))
            for juror in held.left
            if juror.withdrawn_at
        ],
        _("Recusals"): listed((j, code, _in_words(why)) for j, code, why in held.conflicts),
        _("Sheets that count no more, for a tie that came to light later"): [
            about(letters[juror], code) for juror, code in held.close_since
        ],
        _("Suspected ties that were looked into and are none"): [
            _cleared(one, letters) for one in held.cleared
        ],
        _("Why scoring was closed before everything was in"): [
            facts["reason"] for facts in closings_with_reasons(contest)
        ],
        _("Scoresheets left out"): listed(held.waivers),
        _("Entries with fewer readers than the rules promise"): [_few(one) for one in held.few],
        _("Earlier points that count although their juror declared a conflict since"): listed(
            held.kept
        ),
        _("Earlier points left out by two, for a conflict declared since"): listed(held.dropped),
    }


def about(named: str, text: str) -> str:
    """Which juror, entry or prize, and what is said of it."""
    return _("%(about)s: %(text)s", about=named, text=text)


def letters_of(held: Round) -> dict[UUID, str]:
    """A short sign for each juror: A to Z, then A2 and so on."""
    signs = [
        chr(65 + n % 26) + (str(n // 26 + 1) if n > 25 else "") for n in range(len(held.names))
    ]
    return dict(zip(held.names, signs, strict=True))


def _in_words(reason: str) -> str:
    """A relation in the reader's language, and the juror's own words."""
    relation, details = relation_in(reason)
    if relation is None:
        return details
    return f"{_(relation)} ({details})" if details else _(relation)


def _cleared(one: Cleared, letters: dict[UUID, str]) -> str:
    found = one.clearance
    who = f"{found.by.full_name}, {moment(found.at)}"
    return about(letters[found.juror_id], f"{one.code}. {found.reason} ({who})")


def _few(waiver: Waiver) -> str:
    """Of which entry, how many read it, why that was left so, and who said it when."""
    told = ngettext(
        "%(entry)s: %(num)d of %(promised)s readers",
        "%(entry)s: %(num)d of %(promised)s readers",
        waiver.readers,
        entry=waiver.entry.code,
        promised=waiver.promised,
    )
    return f"{told}. {waiver.reason} ({waiver.by.full_name}, {moment(waiver.at)})"
