"""Put the application together. Nothing is decided here."""

import os
from collections.abc import Callable, Mapping
from datetime import timedelta
from types import ModuleType
from typing import Any

from flask import Flask
from flask_migrate import Migrate

from mentorhub.accounts import jobs as accounts_jobs
from mentorhub.accounts import notices as accounts_news

# one line for each feature, in the order of the layers (lowest first)
from mentorhub.accounts import privacy as accounts_privacy
from mentorhub.accounts.views import bp as accounts
from mentorhub.activity import privacy as activity_privacy
from mentorhub.audits import jobs as audits_jobs
from mentorhub.audits import notices as audits_news
from mentorhub.audits import queries as audits_queries
from mentorhub.audits.views import bp as audits
from mentorhub.commands.audit import audit as audit_command
from mentorhub.commands.backup import backup
from mentorhub.commands.catalogues import catalogues
from mentorhub.commands.demo import demo
from mentorhub.commands.grant import grant
from mentorhub.commands.jobs import worker
from mentorhub.commands.permissions import permissions
from mentorhub.commands.restore import restore
from mentorhub.commands.units import units
from mentorhub.consents import notices as consents_news
from mentorhub.consents import privacy as consents_privacy
from mentorhub.consents.views import bp as consents
from mentorhub.console.views import bp as console
from mentorhub.contests import notices as contests_news
from mentorhub.contests import privacy as contests_privacy
from mentorhub.contests.views import bp as contests
from mentorhub.conversations import notices as conversations_news
from mentorhub.conversations import privacy as conversations_privacy
from mentorhub.conversations import queries as conversations_queries
from mentorhub.conversations.views import bp as conversations
from mentorhub.desk.views import bp as desk
from mentorhub.entries import notices as entries_news
from mentorhub.entries import privacy as entries_privacy
from mentorhub.entries.views import bp as entries
from mentorhub.home.views import bp as home
from mentorhub.ideas import jobs as ideas_jobs
from mentorhub.ideas import notices as ideas_news
from mentorhub.ideas import privacy as ideas_privacy
from mentorhub.ideas.views import bp as ideas
from mentorhub.jobs import jobs as jobs_jobs
from mentorhub.jobs import privacy as jobs_privacy
from mentorhub.jobs import queries as jobs_queries
from mentorhub.judging import notices as judging_news
from mentorhub.judging import privacy as judging_privacy
from mentorhub.judging.views import bp as judging
from mentorhub.members import notices as members_news
from mentorhub.members import privacy as members_privacy
from mentorhub.members.views import bp as members
from mentorhub.mentoring import jobs as mentoring_jobs
from mentorhub.mentoring import notices as mentoring_news
from mentorhub.mentoring import privacy as mentoring_privacy
from mentorhub.mentoring import queries as mentoring_queries
from mentorhub.mentoring.views import bp as mentoring
from mentorhub.notifications import jobs as notifications_jobs
from mentorhub.notifications import privacy as notifications_privacy
from mentorhub.notifications import queries as notifications_queries
from mentorhub.notifications.domain import Notices
from mentorhub.notifications.views import bp as notifications
from mentorhub.organisations import notices as organisations_news
from mentorhub.organisations import privacy as organisations_privacy
from mentorhub.organisations.views import bp as organisations
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
    passwords,
    retention,
    templates,
)
from mentorhub.platform import idempotency as _idempotency  # noqa: F401 (its table)
from mentorhub.platform import privacy as platform_privacy
from mentorhub.platform.settings import DEFAULTS, ROOT, from_environment
from mentorhub.publishing import notices as publishing_news
from mentorhub.publishing import privacy as publishing_privacy
from mentorhub.publishing.views import bp as publishing
from mentorhub.rights import jobs as rights_jobs
from mentorhub.rights import notices as rights_news
from mentorhub.rights import privacy as rights_privacy
from mentorhub.rights.views import bp as rights
from mentorhub.rosters import jobs as rosters_jobs
from mentorhub.rosters import privacy as rosters_privacy
from mentorhub.rosters.views import bp as rosters
from mentorhub.teams import notices as teams_news
from mentorhub.teams import privacy as teams_privacy
from mentorhub.teams.views import bp as teams
from mentorhub.units.views import bp as units_pages

# each feature's notices.py: AUDIENCES (who hears), LINES (in which words), LINKS (to which page)
NOTICES: tuple[ModuleType, ...] = (
    accounts_news,
    audits_news,
    consents_news,
    contests_news,
    conversations_news,
    entries_news,
    ideas_news,
    judging_news,
    members_news,
    mentoring_news,
    organisations_news,
    publishing_news,
    rights_news,
    teams_news,
)
# each feature's privacy.py, lowest first: erasure begins with the last
PRIVACY: tuple[ModuleType, ...] = (
    platform_privacy,
    jobs_privacy,
    activity_privacy,
    notifications_privacy,
    accounts_privacy,
    organisations_privacy,
    rosters_privacy,
    rights_privacy,
    consents_privacy,
    conversations_privacy,
    teams_privacy,
    ideas_privacy,
    contests_privacy,
    entries_privacy,
    mentoring_privacy,
    judging_privacy,
    publishing_privacy,
    members_privacy,
)
JOBS: dict[str, Callable[[dict[str, Any]], None]] = {
    "accounts.send_reset_link": accounts_jobs.send_reset_link,
    "audit.seal": audits_jobs.seal,
    "audit.sweep": audits_jobs.sweep,
    "audit.verify": audits_jobs.verify,
    "files.sweep": jobs_jobs.sweep_files,
    "ideas.remind": ideas_jobs.remind,
    "jobs.sweep": jobs_jobs.sweep,
    "mentoring.learn": mentoring_jobs.learn,
    "mentoring.look_after_requests": mentoring_jobs.look_after_requests,
    "notifications.sweep": notifications_jobs.sweep,
    "notifications.tell": notifications_jobs.tell,
    "rights.erase": rights_jobs.erase,
    "rights.remind": rights_jobs.remind,
    "rights.sweep": rights_jobs.sweep,
    "rosters.sweep": rosters_jobs.sweep,
}
RECURRING = {
    "audit.seal": timedelta(minutes=10),
    "audit.sweep": timedelta(days=1),
    "audit.verify": timedelta(days=1),
    "files.sweep": timedelta(days=1),
    "ideas.remind": timedelta(hours=6),
    "jobs.sweep": timedelta(days=1),
    "mentoring.look_after_requests": timedelta(hours=1),
    "notifications.sweep": timedelta(days=1),
    "rights.remind": timedelta(hours=6),
    "rights.sweep": timedelta(days=1),
    "rosters.sweep": timedelta(days=1),
}
# the things a conversation can be about: who sits there now
TABLES = {"Mentorship": mentoring_queries.table_of_mentorship}
SUBJECTS = {"Mentorship": mentoring_queries.mentorships_with}
GAUGES = {**jobs_queries.GAUGES, **notifications_queries.GAUGES}
BLUEPRINTS = (
    accounts,
    audits,
    consents,
    console,
    contests,
    conversations,
    desk,
    entries,
    home,
    ideas,
    judging,
    members,
    mentoring,
    notifications,
    organisations,
    publishing,
    rights,
    rosters,
    teams,
    units_pages,
)
COMMANDS = (audit_command, backup, catalogues, demo, grant, permissions, restore, units, worker)

# the first to be set up is the last to see a reply: the commit comes after most, the log after all
PARTS = (
    log,
    metrics,
    page_cache,
    audit,
    bodies,
    db,
    i18n,
    templates,
    access,
    assets,
    passwords,
    edge,
    health,
)


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
    holdings.register(PRIVACY)
    retention.register(PRIVACY)
    app.extensions["notices"] = Notices.of(NOTICES)
    conversations_queries.TABLES.update(TABLES)
    conversations_queries.SUBJECTS.update(SUBJECTS)
    app.extensions["circumstances"] = audits_queries.circumstances
    app.extensions["jobs"] = JOBS
    app.extensions["recurring"] = RECURRING
    app.extensions["gauges"] = GAUGES
    Migrate(app, db.db, directory=str(ROOT / "migrations"), render_as_batch=True)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    for command in COMMANDS:
        app.cli.add_command(command)
    return app
