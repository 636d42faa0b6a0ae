"""Put the application together. Nothing is decided here."""

import os
from collections.abc import Callable, Mapping
from datetime import timedelta
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from flask import Flask
from flask_migrate import Migrate

from mentorhub.accounts import jobs as accounts_jobs
from mentorhub.accounts import queries as accounts_queries
from mentorhub.activity import actions as activity_actions
from mentorhub.audits import jobs as audits_jobs
from mentorhub.audits import queries as audits_queries
from mentorhub.calendars import jobs as calendars_jobs
from mentorhub.calendars import queries as calendars_queries
from mentorhub.certificates import jobs as certificates_jobs
from mentorhub.cohorts import jobs as cohorts_jobs
from mentorhub.commands import register as commands
from mentorhub.conversations import queries as conversations_queries
from mentorhub.entries import actions as entries_actions
from mentorhub.entries.actions import naming
from mentorhub.ideas import jobs as ideas_jobs
from mentorhub.ideas import queries as ideas_queries
from mentorhub.jobs import jobs as jobs_jobs
from mentorhub.jobs import queries as jobs_queries
from mentorhub.judging import actions as judging_actions
from mentorhub.judging import jobs as judging_jobs
from mentorhub.judging.queries import log as judging_log
from mentorhub.mentoring import actions as mentoring_actions
from mentorhub.mentoring import jobs as mentoring_jobs
from mentorhub.mentoring import queries as mentoring_queries
from mentorhub.notifications import jobs as notifications_jobs
from mentorhub.notifications import queries as notifications_queries
from mentorhub.notifications.domain import Notices
from mentorhub.organisations import queries as organisations_queries
from mentorhub.papers import jobs as papers_jobs
from mentorhub.platform import (
    access,
    assets,
    audit,
    bodies,
    db,
    edge,
    health,
    holdings,
    i18n,
    log,
    metrics,
    page_cache,
    parts,
    passwords,
    retention,
    templates,
)
from mentorhub.platform import privacy as platform_privacy
from mentorhub.platform.settings import DEFAULTS, ROOT, from_environment
from mentorhub.publishing import jobs as publishing_jobs
from mentorhub.rights import jobs as rights_jobs
from mentorhub.rosters import jobs as rosters_jobs
from mentorhub.slips import queries as slips_queries
from mentorhub.teams.actions import founding
from mentorhub.together import jobs as together_jobs
from mentorhub.together import queries as together_queries

# in the order of the layers, lowest first: erasure begins with the last
FEATURES = (
    "jobs", "activity", "notifications", "units", "accounts", "organisations", "rosters", "rights",
    "consents", "conversations", "teams", "ideas", "slips", "contests", "questions", "entries",
    "papers", "measures", "latecomers", "eligibility", "calendars", "reports", "mentoring",
    "cohorts", "together", "offers", "judging", "comments", "transcripts", "tallies", "ballots",
    "deliberations", "voting", "publishing", "complaints", "certificates", "members", "audits",
    "console", "desk", "home",
)  # fmt: skip
JOBS: dict[str, Callable[[dict[str, Any]], None]] = {
    "accounts.send_reset_link": accounts_jobs.send_reset_link,
    "audit.seal": audits_jobs.seal,
    "audit.sweep": audits_jobs.sweep,
    "audit.verify": audits_jobs.verify,
    "calendars.remind": calendars_jobs.remind,
    "certificates.bundle": certificates_jobs.bundle,
    "certificates.give": certificates_jobs.give,
    "certificates.sweep": certificates_jobs.sweep,
    "cohorts.send_the_rest": cohorts_jobs.send_the_rest,
    "files.sweep": jobs_jobs.sweep_files,
    "ideas.remind": ideas_jobs.remind,
    "ideas.settle": ideas_jobs.settle,
    "jobs.sweep": jobs_jobs.sweep,
    "judging.remind": judging_jobs.remind,
    "judging.work_out": judging_jobs.work_out,
    "mentoring.learn": mentoring_jobs.learn,
    "mentoring.learn_edits": mentoring_jobs.learn_edits,
    "mentoring.learn_weights": mentoring_jobs.learn_weights,
    "mentoring.look_after_requests": mentoring_jobs.look_after_requests,
    "notifications.sweep": notifications_jobs.sweep,
    "notifications.tell": notifications_jobs.tell,
    "papers.sweep": papers_jobs.sweep,
    "results.publish": publishing_jobs.publish,
    "rights.erase": rights_jobs.erase,
    "rights.remind": rights_jobs.remind,
    "rights.sweep": rights_jobs.sweep,
    "rosters.sweep": rosters_jobs.sweep,
    "scores.checkpoint": judging_jobs.checkpoint,
    "scores.verify": judging_jobs.verify,
    "together.look_for_silence": together_jobs.look_for_silence,
}
RECURRING = {
    "audit.seal": timedelta(minutes=10),
    "audit.sweep": timedelta(days=1),
    "audit.verify": timedelta(days=1),
    "calendars.remind": timedelta(minutes=15),
    "certificates.sweep": timedelta(days=1),
    "cohorts.send_the_rest": timedelta(hours=6),
    "files.sweep": timedelta(days=1),
    "ideas.remind": timedelta(hours=6),
    "ideas.settle": timedelta(hours=1),
    "jobs.sweep": timedelta(days=1),
    "judging.remind": timedelta(minutes=15),
    "mentoring.learn": timedelta(days=1),
    "mentoring.learn_weights": timedelta(days=1),
    "mentoring.look_after_requests": timedelta(hours=1),
    "notifications.sweep": timedelta(days=1),
    "papers.sweep": timedelta(hours=6),
    "rights.remind": timedelta(hours=6),
    "rights.sweep": timedelta(days=1),
    "rosters.sweep": timedelta(days=1),
    "scores.checkpoint": timedelta(minutes=10),
    "scores.verify": timedelta(days=1),
    "together.look_for_silence": timedelta(hours=6),
}
# the things a conversation can be about: who sits there now
TABLES = {"Mentorship": mentoring_queries.table_of_mentorship}
SUBJECTS = {"Mentorship": mentoring_queries.mentorships_with}
# what happens at once when something else does, in features that the one doing it must not know
IDEAS_TOLD = ("idea.approved", "idea.described", "idea.read_again", "idea.merged")
FOLLOWING = {
    "team.joined": (mentoring_actions.keep_minors_safe, judging_actions.notice_person),
    "team.left": (entries_actions.free_seats_in_drafts,),
    "team.tied": (judging_actions.notice_person,),
    **dict.fromkeys(IDEAS_TOLD, (mentoring_actions.learn_told_idea,)),
    "entry.submitted": (judging_actions.notice_entry,),
    "entry.late_accepted": (judging_actions.notice_entry,),
    "judging.juror_accepted": (judging_actions.notice_seat,),
}
GAUGES = {**jobs_queries.GAUGES, **notifications_queries.GAUGES, **judging_log.GAUGES}

# the first to be set up is the last to see a reply: the commit comes after most, the log after all
PARTS = (
    log, metrics, page_cache, parts, audit, bodies, db, i18n, templates, access, assets, passwords,
    edge, health,
)  # fmt: skip


def _files(kind: str) -> list[ModuleType]:
    """The file of this kind of every feature that has one; `views` has a blueprint, `bp`."""
    names = (f"mentorhub.{feature}.{kind}" for feature in FEATURES)
    return [import_module(name) for name in names if find_spec(name) is not None]


def create_app(settings: Mapping[str, Any] | None = None) -> Flask:
    """The application; without `settings` its configuration comes from the environment."""
    app = Flask(
        "mentorhub",
        root_path=str(ROOT),
        template_folder="templates",
        static_folder=None,
    )
    app.config.update(DEFAULTS)
    app.config.update(from_environment(os.environ) if settings is None else settings)
    templates.prepare(app)
    for part in PARTS:
        part.init_app(app)
    privacy = [platform_privacy, *_files("privacy")]
    holdings.register(privacy)
    retention.register(privacy)
    app.extensions["notices"] = Notices.of(_files("notices"))
    activity_actions.FOLLOWING.update(FOLLOWING)
    conversations_queries.TABLES.update(TABLES)
    conversations_queries.SUBJECTS.update(SUBJECTS)
    accounts_queries.ALONG[:] = (organisations_queries.with_offices,)
    founding.NAME_CHECKS[:] = (naming.refuse_new_name,)
    ideas_queries.BESIDE[:] = (slips_queries.helper_beside,)
    calendars_queries.BESIDE[:] = (together_queries.dates_of,)
    app.extensions["circumstances"] = audits_queries.circumstances
    app.extensions["jobs"] = JOBS
    app.extensions["recurring"] = RECURRING
    app.extensions["gauges"] = GAUGES
    Migrate(app, db.db, directory=str(ROOT / "migrations"), render_as_batch=True)
    for views in _files("views"):
        app.register_blueprint(views.bp)
    commands.init_app(app)
    return app
