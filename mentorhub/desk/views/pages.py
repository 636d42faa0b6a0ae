from collections.abc import Iterator, Sequence
from uuid import UUID

from flask import Blueprint, url_for
from flask_login import current_user

from mentorhub.contests.models import Amendment, ByTwo, Contest
from mentorhub.desk import queries, rules
from mentorhub.desk.domain import Task, in_order
from mentorhub.desk.views.offices import of_a_child, of_an_office
from mentorhub.entries.models import Entry
from mentorhub.ideas.models import Idea, IdeaState
from mentorhub.organisations.models import Role
from mentorhub.organisations.rules import units_under
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.clock import now
from mentorhub.platform.i18n import _, language, ngettext
from mentorhub.teams.models import Team
from mentorhub.units.models import Unit

bp = Blueprint("desk", __name__)


@bp.get("/dashboard")
@access(rules.SEE_OWN)
def overview() -> Page:
    teams = queries.teams_of(current_user)
    ideas = queries.ideas_of(current_user, teams)
    entries = queries.entries_of(teams) if teams else []
    seats = queries.seats_of(current_user)
    contests = queries.contests_run_by(current_user)
    is_mentor, requests = queries.requests_to(current_user)
    units = units_under(current_user, Role.UNIT_OFFICER)
    tasks = [
        *of_an_office(current_user),
        *of_a_child(current_user),
        *_of_an_officer(queries.waiting_for_review(units)),
        *_of_a_unit(queries.entries_owed(units)),
        *_of_a_mentor(requests),
        *_of_a_juror(seats),
        *_of_an_organiser(contests),
        *_of_a_second_organiser(queries.amendments_for(current_user) if contests else []),
        *_of_an_author(ideas),
        *_of_a_team(teams, ideas, queries.mentored_teams(teams) if teams else set()),
        *_of_an_entrant(entries),
    ]
    return page(
        "desk/overview.html",
        tasks=in_order(tasks),
        units=units,
        teams=teams,
        ideas=ideas,
        entries=entries,
        seats=seats,
        contests=contests,
        is_mentor=is_mentor,
        requests=requests,
    )


def _of_an_officer(waiting: int) -> Iterator[Task]:
    if waiting:
        title = ngettext("%(num)d idea waits for you", "%(num)d ideas wait for you", waiting)
        about = _("The authors see nothing happen until you answer.")
        yield Task(title, url_for("ideas.review"), about, "inbox", "gold", others_wait=True)


def _of_a_unit(owed: Sequence[tuple[Unit, int, Contest]]) -> Iterator[Task]:
    for unit, sent, contest in owed:
        missing = (contest.unit_min or 0) - sent
        title = ngettext("%(num)d entry is missing", "%(num)d entries are missing", missing)
        facts = {"unit": unit.names.in_language(language()), "sent": sent}
        about = _("%(unit)s has sent %(sent)s to this contest:", **facts)
        yield Task(
            title,
            url_for("contests.show", contest_id=contest.id),
            f"{about} {contest.title.in_language(language())}",
            "upload",
            "gold",
            due=contest.closes_at,
        )


def _of_a_mentor(requests: int) -> Iterator[Task]:
    if requests:
        title = ngettext("%(num)d team asks for you", "%(num)d teams ask for you", requests)
        about = _("A no within a day helps more than silence.")
        yield Task(title, url_for("mentoring.inbox"), about, "handshake", "green", others_wait=True)


def _of_a_juror(seats: Sequence[queries.Seat]) -> Iterator[Task]:
    for seat in seats:
        about = seat.title.in_language(language())
        if not seat.is_accepted:
            yield Task(
                _("You are asked to sit on a jury"),
                url_for("judging.queue"),
                about,
                "scale",
                "gold",
                others_wait=True,
            )
        elif left := seat.total - seat.done:
            title = ngettext("%(num)d entry to mark", "%(num)d entries to mark", left)
            yield Task(title, url_for("judging.queue"), about, "list", "blue", due=seat.closes_at)


def _of_an_organiser(contests: Sequence[Contest]) -> Iterator[Task]:
    for contest in contests:
        if contest.scoring_is_closed and not contest.is_published:
            goes_on = contest.following_stage is not None
            page = "judging.advance" if goes_on else "publishing.prepare"
            yield Task(
                _("Say who goes on") if goes_on else _("Results can be published"),
                url_for(page, contest_id=contest.id),
                contest.title.in_language(language()),
                "megaphone",
                "gold",
                others_wait=True,
            )


def _of_a_second_organiser(asked: Sequence[Amendment]) -> Iterator[Task]:
    for one in asked:
        moves = one.matter is ByTwo.DEADLINE
        yield Task(
            _("Answer: another deadline") if moves else _("Answer: other criteria"),
            url_for("contests.amendment", amendment_id=one.id),
            one.contest.title.in_language(language()),
            "clock",
            "gold",
            due=one.answer_by,
            others_wait=True,
        )


def _of_an_author(ideas: Sequence[Idea]) -> Iterator[Task]:
    for idea in ideas:
        name = idea.title or _("Idea without a title")
        if idea.state is IdeaState.DRAFT:
            address = url_for("ideas.edit", idea_id=idea.id)
            yield Task(_("Finish your draft"), address, name, "pencil", "blue")
        elif idea.state is IdeaState.MORE_NEEDED:
            address = url_for("ideas.edit", idea_id=idea.id)
            yield Task(_("Your unit asks for more"), address, name, "pencil", "gold")


def _of_a_team(teams: Sequence[Team], ideas: Sequence[Idea], mentored: set[UUID]) -> Iterator[Task]:
    ready = {idea.team_id for idea in ideas if idea.is_public}
    for team in teams:
        if team.id in ready and team.id not in mentored:
            address = url_for("mentoring.recommend", team_id=team.id)
            yield Task(_("Ask a mentor"), address, team.name, "handshake", "green")


def _of_an_entrant(entries: Sequence[Entry]) -> Iterator[Task]:
    for entry in entries:
        if entry.may_answer_now:
            yield Task(
                _("The organisers ask for more"),
                url_for("entries.show", entry_id=entry.id, _anchor="asked"),
                entry.contest.title.in_language(language()),
                "message-circle",
                "gold",
                due=entry.asked_until,
                others_wait=True,
            )
        if entry.may_add(now()):
            yield Task(
                _("The next stage asks for more"),
                url_for("entries.show", entry_id=entry.id, _anchor="added"),
                entry.contest.title.in_language(language()),
                "upload",
                "gold",
                due=entry.contest.more_until,
            )
        if entry.is_draft and entry.takes_words:
            yield Task(
                _("Submit your entry"),
                url_for("entries.show", entry_id=entry.id),
                entry.contest.title.in_language(language()),
                "upload",
                "gold",
                due=entry.deadline.closes_at,
            )
