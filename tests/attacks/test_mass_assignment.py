"""Every form of the house, sent with parts it never asked for: refused, and nothing is set."""

from collections import defaultdict
from dataclasses import dataclass, field

import pytest
from sqlalchemy import Uuid, select

from mentorhub.platform.db import Base, UtcDateTime, db
from tests.attacks.more_things import more
from tests.attacks.pages_with_forms import ROLES, THINGS, addresses
from tests.permissions.stage import Stage, apart
from tests.permissions.stored import APART

EXTRA = {
    "id": "018f0000-0000-7000-8000-000000000000", "author_id": "x", "person_id": "x",
    "owner_id": "x", "unit_id": "x", "contest_id": "x", "team_id": "x", "juror_id": "x",
    "state": "approved", "role": "admin", "hat": "organiser", "is_owner": "1", "is_admin": "1",
    "is_sample": "1", "approved_at": "2026-01-01", "approved_by_id": "x",
    "published_at": "2026-01-01",
    "checked_at": "2026-01-01", "cleared_for_minors_at": "2026-01-01", "granted_by_id": "x",
    "email_verified_at": "2026-01-01", "points": "100", "number": "1", "at": "2026-01-01",
}  # fmt: skip
NEW_EACH_TIME = (Uuid, UtcDateTime)
SECRETS = ("digest", "token", "key")


# nobody here may send these: they need a thing or a moment this stage has not
DRIVEN_ELSEWHERE = {
    "/amendments/<uuid:amendment_id>/agreement": "a request of another person: tests/contests",
    "/amendments/<uuid:amendment_id>/criteria": "a request of another person: tests/judging",
    "/amendments/<uuid:amendment_id>/declining": "a request of another person: tests/contests",
    "/deliberations/<uuid:deliberation_id>/agreement": "as above: tests/deliberations",
    "/deliberations/<uuid:deliberation_id>/calling-off": "as above: tests/deliberations",
    "/judging/cards/<uuid:card_id>/earlier": "a conflict declared since: tests/publishing",
    "/judging/cards/<uuid:card_id>/earlier/agreement": "as above: tests/publishing",
    "/judging/cards/<uuid:card_id>/earlier/calling-off": "as above: tests/publishing",
    "/rankings/<uuid:ranking_id>/ballot": "a button for each move: tests/ballots",
    "/rankings/<uuid:ranking_id>/ballot/lock": "two entries in order: tests/ballots",
    "/rankings/<uuid:ranking_id>/ballot/order": "an order is a list of codes: tests/ballots",
    "/rankings/<uuid:ranking_id>/dropping": "ballots nobody has begun: tests/ballots",
    "/motions/<uuid:motion_id>/vote": "a jury that read what it is about: tests/deliberations",
    "/measures/<uuid:measure_id>/agreement": "a request of another person: tests/measures",
    "/measures/<uuid:measure_id>/declining": "a request of another person: tests/measures",
    "/late-codes/<uuid:late_code_id>/agreement": "a request of another person: tests/latecomers",
    "/late-codes/<uuid:late_code_id>/declining": "a request of another person: tests/latecomers",
    "/late-codes/<uuid:late_code_id>/revocation": "a code two have given: tests/latecomers",
    "/paper-sheets/<uuid:paper_id>/beginning": "a sheet in nobody's hand: tests/transcripts",
    "/paper-sheets/<uuid:paper_id>/confirmation": "another's typing: tests/transcripts",
    "/paper-sheets/<uuid:paper_id>/return": "as above",
    "/paper-sheets/<uuid:paper_id>/release": "until scoring closes: the other two moments",
    "/paper-sheets/<uuid:paper_id>/taking-back": "as above",
    "/paper-sheets/<uuid:paper_id>/typing": "as above",
    "/judging/cards/<uuid:card_id>/confirmation": "a sheet far from the others: tests/judging",
    "/jurors/<uuid:juror_id>/ties/<uuid:entry_id>": "an open suspicion: tests/judging",
    "/judging/cards/<uuid:card_id>/objection": "a sheet two have typed: tests/transcripts",
    "/secretaries/<uuid:secretary_id>/answer": "a duty not yet answered: tests/transcripts",
    "/tallies/<uuid:tally_id>/confirmation": "a file of another person: tests/tallies",
    "/tallies/<uuid:tally_id>/passing-on": "a file without mistakes: tests/tallies",
    "/teams/<uuid:team_id>/offers/welcome": "a team of grown-ups sends it: tests/offers",
    "/teams/<uuid:team_id>/offers/welcome/end": "as above",
    "/contests/<uuid:contest_id>/late-entry": "a code two have given: tests/latecomers",
    "/contests/<uuid:contest_id>/certificates/batches": "after the results: tests/certificates",
    "/contests/<uuid:contest_id>/check/admissions": "a stage for the check: tests/eligibility",
    "/contests/<uuid:contest_id>/check/admissions/<uuid:batch_id>/undo": "as above",
    "/complaints/<uuid:complaint_id>/agreement": "an answer of another person: tests/complaints",
    "/complaints/<uuid:complaint_id>/answer": "after the results: tests/complaints",
    "/contests/<uuid:contest_id>/results/correction": "after the results: tests/publishing",
    "/contests/<uuid:contest_id>/results/draft": "only after scoring, which is a moment below",
    "/entries/<uuid:entry_id>/complaint": "after the results: tests/complaints",
    "/entries/<uuid:entry_id>/check/answer": "a stage for the check: tests/eligibility",
    "/entries/<uuid:entry_id>/check/decision": "as above",
    "/entries/<uuid:entry_id>/check/documents": "as above",
    "/entries/<uuid:entry_id>/check/recommendation": "as above",
    "/entries/<uuid:entry_id>/check/undo": "as above",
    "/guardians/<uuid:guardian_id>/told": "a guardian without mail: tests/consents",
    "/guardian/<guardian_id>/data": "a child under 16: tests/rights",
    "/guardian/<guardian_id>/erasure": "a child under 16: tests/rights",
    "/join/<invitation_id>": "the word of an invitation: tests/teams",
    "/jury/<token>": "the word of an invitation: tests/judging",
    "/me/passkeys/<uuid:passkey_id>/remove": "a device: tests/accounts",
    "/me/provider": "a provider: tests/accounts",
    "/me/provider/<uuid:identity_id>/end": "a provider: tests/accounts",
    "/notifications/address/<token>": "the word of a letter: tests/accounts",
    "/register/provider": "a provider: tests/accounts",
    "/reset-password/<token>": "the word of a letter: tests/accounts",
    "/results/tables/<uuid:publication_id>/agreement": "a prepared table: tests/publishing",
    "/results/remarks/<uuid:card_id>/holding": "after scoring: tests/publishing",
    "/results/remarks/<uuid:card_id>/release": "after scoring: tests/publishing",
    "/results/tables/<uuid:publication_id>/announcement": "a prepared table: tests/publishing",
    "/results/tables/<uuid:publication_id>/discarding": "a prepared table: tests/publishing",
    "/votes/<uuid:vote_id>/held/<uuid:entry_id>/<ground>": "votes under suspicion: tests/voting",
    "/votes/<uuid:vote_id>/publication": "a vote that is over: tests/voting",
    "/votes/<uuid:vote_id>/publication/declining": "as above",
    "/votes/<uuid:vote_id>/publication/agreement": "a request of another person: tests/voting",
    "/unsubscribe/<token>": "the word of a letter: tests/notifications",
}
# buttons: nothing of what is sent is read
BUTTONS = {
    "/contests/<uuid:contest_id>/judging/reminders",
    "/entries/<uuid:entry_id>/files/<uuid:file_id>/removal",
    "/ideas/<uuid:idea_id>/sending",
    "/ideas/<uuid:idea_id>/support",
    "/ideas/<uuid:idea_id>/support/end",
    "/jurors/<uuid:juror_id>/link",
    "/me/guardians/<uuid:guardian_id>/link",
    "/me/logins/<uuid:login_id>/end",
    "/me/logins/end-others",
    "/me/second-step/confirmation",  # without a second step it leads to its set-up
    "/mentors/<uuid:profile_id>/check",
    "/mentors/<uuid:profile_id>/check/end",
    "/mentors/<uuid:profile_id>/clearance",
    "/mentors/<uuid:profile_id>/clearance/end",
    "/mentors/<uuid:profile_id>/code",
    "/mentors/<uuid:profile_id>/pause",
    "/mentors/<uuid:profile_id>/resumption",
    "/offers/<uuid:offer_id>/taking-back",
    "/paper-sheets/<uuid:paper_id>/release",
    "/requests/<uuid:asked_id>/withdrawal",
    "/secretaries/<uuid:secretary_id>/ending",
    "/sign-out",
    "/tallies/<uuid:tally_id>/declining",
    "/team-links/<uuid:link_id>/end",
    "/teams/<uuid:team_id>/hand-over/end",
    "/teams/<uuid:team_id>/invitations/end",
}


def shape():
    """What is stored, without keys and moments: those are new each time."""
    found = {}
    for table in Base.metadata.sorted_tables:
        if not table.name.startswith(APART):
            told = [c for c in table.columns if not isinstance(c.type, NEW_EACH_TIME)]
            told = [c for c in told if not c.name.endswith(SECRETS)]
            rows = db.session.execute(select(*told)).all() if told else []
            found[table.name] = sorted(map(repr, rows))
    return found


@dataclass
class Found:
    reached: dict = field(default_factory=lambda: defaultdict(set))
    wrong: list = field(default_factory=list)


def _send(stage, role, rule, address, found):
    with stage.undone():
        reply = stage.ask(role, "POST", address, EXTRA)
        found.reached[rule].add(reply.status_code)
        stored = shape() if reply.status_code < 400 else None
        if reply.status_code >= 500:
            found.wrong.append((role, address, reply.status_code))
    if stored is None:
        return
    with stage.undone():
        plain = stage.ask(role, "POST", address)
        if (plain.status_code, shape()) != (reply.status_code, stored):
            found.wrong.append((role, address, "differs from what it does without them"))


def test_every_form_has_something_to_be_sent_about(app):
    """So that the long test below leaves out no address because nobody thought of its parts."""
    unknown = {
        rule.rule: sorted(rule.arguments - THINGS.keys())
        for rule in app.url_map.iter_rules()
        if "POST" in rule.methods and rule.arguments - THINGS.keys()
    }
    assert {rule: unknown[rule] for rule in unknown.keys() - DRIVEN_ELSEWHERE.keys()} == {}


def test_everything_to_be_sent_about_can_be_put_up(app):
    with apart():
        made = more(Stage(app, "open"))
        assert {one for ones in THINGS.values() for one in ones if one in made}
        assert None not in made.values()


@pytest.mark.fault
@pytest.mark.timeout(3600)  # ten minutes on a busy computer: `tasks.py prove` runs it
@pytest.mark.parametrize("moment", ["open", "scoring", "closed"])
def test_no_form_takes_a_part_it_did_not_ask_for(app, moment):
    found = Found()
    with apart():
        stage = Stage(app, moment)
        ids = {**stage.ids, **more(stage)}
        db.session.commit()
        for rule, address in list(addresses(app, ids, "POST")):
            for role in ROLES:
                _send(stage, role, rule, address, found)
    assert found.wrong == []
    sendable = {rule.rule for rule in app.url_map.iter_rules() if "POST" in rule.methods}
    shut = {rule for rule in sendable if found.reached[rule] <= {401, 404}}
    assert sorted(shut - DRIVEN_ELSEWHERE.keys()) == []
    silent = {rule for rule in sendable - shut if 400 not in found.reached[rule]}
    assert sorted(silent - BUTTONS - DRIVEN_ELSEWHERE.keys()) == []
