"""Who hears of what. Nobody is told anything that comes from a mark."""

from collections.abc import Iterable

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.contests.models import Contest, Juror
from mentorhub.entries.models import Entry
from mentorhub.judging import queries
from mentorhub.judging.models import Scorecard
from mentorhub.organisations.queries import admins_over
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _l


def the_juror(activity: Activity) -> Iterable[Person]:
    juror = db.session.get_one(Juror, activity.subject_id)
    return [juror.person] if juror.person else []


def the_cards_juror(activity: Activity) -> Iterable[Person]:
    card = db.session.get_one(Scorecard, activity.subject_id)
    return [card.juror.person] if card.juror.person else []


def the_juror_with_sheets_left(activity: Activity) -> Iterable[Person]:
    """Asked again when it is told: whoever is done meanwhile, or has left, hears nothing."""
    juror = db.session.get_one(Juror, activity.subject_id)
    waits = juror.is_sitting and queries.has_sheets_left(juror)
    return [juror.person] if juror.person and waits else []


def jurors_with_open_sheets(activity: Activity) -> Iterable[Person]:
    contest = db.session.get_one(Contest, activity.subject_id)
    busy = {card.juror_id for card in queries.cards_in(contest) if card.is_open}
    panel = queries.panel_of(contest)
    return [j.person for j in panel if j.person and j.is_sitting and j.id in busy]


def jurors_who_mark(activity: Activity) -> Iterable[Person]:
    """Those with sheets left; before anything is handed out, the whole jury."""
    contest = db.session.get_one(Contest, activity.subject_id)
    if contest.scoring_opened_at is not None and queries.cards_in(contest):
        return jurors_with_open_sheets(activity)
    return [one.person for one in queries.panel_of(contest) if one.person and one.is_sitting]


def organisers(activity: Activity) -> Iterable[Person]:
    contest = db.session.get_one(Contest, activity.subject_id)
    return [organiser.person for organiser in contest.organisers]


def organisers_free_of_conflict(activity: Activity) -> Iterable[Person]:
    contest = db.session.get_one(Contest, activity.subject_id)
    hidden = {
        person.id: {entry.code for entry in queries.entries_in(contest) if entry.id in out}
        for person in organisers(activity)
        if (out := queries.hidden_from(person, contest))
    }
    code = activity.facts["code"]
    return [person for person in organisers(activity) if code not in hidden.get(person.id, ())]


def jurors_of_the_entry(activity: Activity) -> Iterable[Person]:
    """Whoever holds a sheet of it: it leaves their hand, or comes back."""
    entry = db.session.get_one(Entry, activity.subject_id)
    return queries.readers_of(entry)


def organisers_close_to_no_entry(activity: Activity) -> Iterable[Person]:
    """Those who may agree: whoever is close to an entry is not even told."""
    contest = db.session.get_one(Contest, activity.subject_id)
    return [one for one in organisers(activity) if not queries.hidden_from(one, contest)]


def organisers_of_the_card(activity: Activity) -> Iterable[Person]:
    """Whoever is close to an entry does not even hear that a sheet is disputed."""
    contest = db.session.get_one(Scorecard, activity.subject_id).contest
    people = [organiser.person for organiser in contest.organisers]
    return [one for one in people if not queries.hidden_from(one, contest)]


def the_team(activity: Activity) -> Iterable[Person]:
    entry = db.session.get_one(Entry, activity.subject_id)
    return [member.person for member in entry.team.members]


def administrators_and_organisers(activity: Activity) -> Iterable[Person]:
    """Somebody's hand was in the database: whoever runs it and whoever answers for the contest."""
    contest = db.session.get_one(Contest, activity.subject_id)
    return {*admins_over(contest.unit), *organisers(activity)}


AUDIENCES = {
    "scores.broken": administrators_and_organisers,
    "judging.advance_proposed": organisers_close_to_no_entry,
    "judging.leaving_out_asked": organisers_close_to_no_entry,
    "entry.went_on": the_team,
    "entry.stayed": the_team,
    "entry.stage_asks": the_team,
    "judging.juror_invited": the_juror,
    "judging.juror_accepted": organisers,
    "judging.juror_declined": organisers,
    "judging.handed_out": jurors_with_open_sheets,
    "judging.reminded": the_juror,
    "judging.day_set": jurors_who_mark,
    "judging.day_dropped": jurors_who_mark,
    "judging.day_near": the_juror_with_sheets_left,
    "judging.places_taken": the_juror,
    "judging.reopened": the_cards_juror,
    "judging.conflict_declared": organisers_free_of_conflict,
    "judging.entry_left": jurors_of_the_entry,
    "judging.entry_back": jurors_of_the_entry,
    "judging.conflict_noticed": organisers_free_of_conflict,
    "judging.disputed": organisers_of_the_card,
    "judging.dispute_answered": the_cards_juror,
    "judging.close_seat_noticed": organisers_close_to_no_entry,
}
LINES = {
    "scores.broken": _l("%(title)s: the log of its scoresheets was tampered with"),
    "judging.leaving_out_asked": _l(
        "%(title)s: to leave out an earlier sheet for %(code)s waits for your agreement"
    ),
    "judging.advance_proposed": _l("Who goes on in %(title)s waits for your agreement"),
    "entry.went_on": _l("%(contest)s: entry %(code)s goes on to “%(stage)s”"),
    "entry.stayed": _l("%(contest)s: entry %(code)s does not go on; thank you for taking part"),
    "entry.stage_asks": _l(
        "%(contest)s: “%(stage)s” asks for more of entry %(code)s, by %(until_at)s"
    ),
    "judging.juror_invited": _l("Invitation to the jury of %(title)s"),
    "judging.juror_accepted": _l("A seat on the jury of %(title)s was accepted"),
    "judging.juror_declined": _l("A seat on the jury of %(title)s was declined"),
    "judging.handed_out": _l("Entries to score in %(title)s"),
    "judging.reminded": _l("Some sheets of %(title)s are still open"),
    "judging.day_set": _l("%(title)s: the jury is asked to be ready by %(until_at)s"),
    "judging.day_dropped": _l("%(title)s: no day is named any more by which sheets are due"),
    "judging.day_near": _l("%(title)s: sheets of yours are still open, due by %(until_at)s"),
    "judging.places_taken": _l("Sheets of %(title)s you had not begun went to somebody else"),
    "judging.reopened": _l("The sheet for %(code)s in %(title)s is open again"),
    "judging.entry_left": _l("Entry %(code)s was excluded from %(contest)s: leave its sheet"),
    "judging.entry_back": _l("Entry %(code)s counts again in %(contest)s: its sheet goes on"),
    "judging.conflict_declared": _l("A conflict of interest with %(code)s in %(title)s"),
    "judging.disputed": _l("%(title)s: a juror disputes how a sheet for %(code)s counted"),
    "judging.dispute_answered": _l("%(title)s: what you wrote about your sheet is answered"),
    "judging.conflict_noticed": _l(
        "%(title)s: too close to %(code)s to judge it, of the jury: %(jurors)s"
    ),
    "judging.close_seat_noticed": _l(
        "%(title)s: whoever took a seat on the jury now may not judge, of the entries: %(entries)s"
    ),
}
LINKS = {
    "scores.broken": ("judging.progress", "contest_id"),
    "judging.advance_proposed": ("judging.advance", "contest_id"),
    "judging.leaving_out_asked": ("judging.watch", "contest_id"),
    "entry.went_on": ("entries.show", "entry_id"),
    "entry.stayed": ("entries.show", "entry_id"),
    "entry.stage_asks": ("entries.show", "entry_id"),
    "judging.juror_invited": ("judging.queue",),
    "judging.juror_accepted": ("judging.jurors", "contest_id"),
    "judging.juror_declined": ("judging.jurors", "contest_id"),
    "judging.handed_out": ("judging.queue",),
    "judging.reminded": ("judging.queue",),
    "judging.day_set": ("judging.queue",),
    "judging.day_dropped": ("judging.queue",),
    "judging.day_near": ("judging.queue",),
    "judging.places_taken": ("judging.queue",),
    "judging.reopened": ("judging.scoresheet", "card_id"),
    "judging.conflict_declared": ("judging.progress", "contest_id"),
    "judging.entry_left": ("judging.queue",),
    "judging.entry_back": ("judging.queue",),
    "judging.conflict_noticed": ("judging.jurors", "contest_id"),
    "judging.disputed": ("judging.answer_dispute", "card_id"),
    "judging.dispute_answered": ("judging.scoresheet", "card_id"),
    "judging.close_seat_noticed": ("judging.jurors", "contest_id"),
}
