"""What the world holds besides its people, with a canary in each secret."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

from sqlalchemy import select

from mentorhub.accounts.models import Approval
from mentorhub.certificates.actions.giving import written
from mentorhub.certificates.domain import Due
from mentorhub.certificates.domain import Kind as Certifies
from mentorhub.certificates.models import Batch
from mentorhub.cohorts.models import Cohort, CohortMentor, CohortTeam
from mentorhub.complaints import actions as complaints
from mentorhub.complaints.models import Kind as ComplaintKind
from mentorhub.consents import actions as consents
from mentorhub.consents.models import Guardian
from mentorhub.contests.models import Award
from mentorhub.conversations import actions as conversations
from mentorhub.entries.domain import with_files
from mentorhub.entries.models import Attachment, Revision
from mentorhub.judging.models import CardState, Mark, Scorecard
from mentorhub.latecomers.models import LateCode
from mentorhub.matching.domain.analyser import fold
from mentorhub.measures.models import Kind, Measure
from mentorhub.mentoring.models import MentorRequest
from mentorhub.mentoring.queries import profile_of
from mentorhub.offers.models import Offer
from mentorhub.platform import files
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from mentorhub.platform.text import sort_key
from mentorhub.publishing import actions as publishing
from mentorhub.publishing.queries import submitted_entries
from mentorhub.rosters.models import RosterLine
from mentorhub.voting.models import Ballot, PublicVote
from tests.factories import (
    make_card,
    make_contest,
    make_entry,
    make_juror,
    make_mentor,
    make_person,
    make_table,
)
from tests.permissions.canaries import CANARIES
from tests.permissions.ordering import put_in_order


def plant(world):
    """Names, addresses and words; returns the guardian's link."""
    people, things = world.people, world.things
    known = CANARIES
    for role, key in (("OW", "owner"), ("TM", "mate"), ("JA", "juror")):
        _rename(people[role], f"Nguyễn {known[key]}")
    _rename(people["TN"], f"{known['minor family']} {known['minor']}")
    people["OW"].details.email = known["owner mail"]
    people["TM"].details.email = known["mate mail"]
    people["TN"].details.email = known["minor mail"]
    people["TN"].details.phone = known["minor phone"]
    people["MM"].details.email = known["mentor mail"]
    people["MM"].details.phone = known["mentor phone"]
    guardian = db.session.scalar(select(Guardian).where(Guardian.person_id == people["TN"].id))
    guardian.name, guardian.contact = known["guardian"], known["guardian contact"]
    things["guardian"] = guardian
    things["draft"].problem = f"{known['draft']}: nước mặn vào sâu, bà con không biết trước"
    things["idea"].problem = known["idea"]
    things["confidential"].title = known["confidential title"]
    things["confidential"].problem = known["confidential"]
    things["entry"].problem, things["entry"].title = known["entry"], known["entry title"]
    things["profile"].headline = Translated(vi=known["headline"])
    things["request"].need = known["need"]
    words = [known["explanation"]]
    things["request"].explanation = [{"kind": "words", "facts": {"words": words}, "gap": False}]
    things["report"].text = known["report"]
    conversations.write(things["thread"], known["message"], by=people["OW"])
    return consents.new_link(guardian, by=people["TN"])


def hand_out(world, shown, *, over):
    """Every juror's sheet; a second reading of the entry by somebody who is no role."""
    things, people = world.things, world.people
    contest, card = things["contest"], things["card"]
    contest.shown = shown
    contest.awards = [Award(position=0, name=Translated(vi="Giải Nhất"), count=1)]
    _mark(card, (26, "17.5"), CANARIES["note"], CANARIES["feedback"])
    second = make_juror(contest, make_person(f"Nguyễn {CANARIES['other juror']}", age=52))
    things["other_card"] = make_card(second, things["entry"], [26, "17.5"])
    things["other_card"].marks[0].note = CANARIES["other note"]
    things["juror"] = card.juror
    cards = db.session.scalars(select(Scorecard)).all()
    read = {card.entry_id for card in cards}
    unread = [one for one in submitted_entries(contest).values() if one.id not in read]
    cards = [*cards, *(make_card(second, one) for one in unread)]
    by_role = {role: people[role].id for role in ("JU", "JC")}
    for role, key in by_role.items():
        things[f"card_{role}"] = next(c for c in cards if c.juror.person_id == key)
    juror = things["card_JC"].juror
    things["conflicted_card"] = make_card(juror, things["entry"], state=CardState.VOID)
    for one in {*cards, things["other_card"]}:
        one.state = CardState.SUBMITTED if over else CardState.STARTED
        one.submitted_at = now() if over else None
        if over and not one.points:
            _mark(one, (20, 11), "", "")


def add_more(world):
    """A second entry not yet sent, mentors who can be asked, a line on the officer's list."""
    things, people = world.things, world.people
    other = make_contest(make_person("Ban Khác", age=35))
    words = {"problem": "x" * 40, "solution": "x" * 40, "benefit": "x" * 40}
    things["unsent"] = make_entry(things["team"], other, state="draft", **words)
    free = make_mentor(make_person("Cố Vấn Rảnh", age=41))
    things["free_profile"] = free
    things["own_profile"] = profile_of(people["MU"])
    things["asked"] = _asks(things["team"], things["own_profile"], people["OW"])
    name = f"Nguyễn {CANARIES['line']}"
    things["line"] = RosterLine(
        unit=people["UO"].unit, name=name, name_key=fold(name), name_order=sort_key(name),
        phone=CANARIES["line phone"], person=people["TM"], birth_year=1990,
    )  # fmt: skip
    db.session.add(things["line"])
    db.session.flush()
    things["measure"] = _asks_for_more_time(things["entry"], people["CO"])
    things["late_code"] = _asks_for_a_code(things["contest"], people["CO"])
    things["vote"] = _voted(things["contest"], things["entry"], people["CO"])
    things["offer"] = Offer(
        team=things["team"], profile=things["own_profile"], made_by=people["UO"], why="Biết điện",
    )  # fmt: skip
    db.session.add(things["offer"])
    db.session.flush()
    things["ranking"], things["ballot"] = put_in_order(things, people)
    things["cohort"] = plant_cohort(things["team"], things["own_profile"], people["UO"])


def plant_cohort(team, profile, officer, **fields):
    """A round of an officer with one team and one mentor."""
    words = {"title": "Vòng ghép", "need": "Mời đồng hành cùng đội.", "first_meeting": "Tuần sau"}
    cohort = Cohort(unit=officer.unit, made_by_id=officer.id, **words, **fields)
    cohort.places = [CohortTeam(team_id=team.id)]
    cohort.seats = [CohortMentor(profile_id=profile.id)]
    db.session.add(cohort)
    db.session.flush()
    return cohort


def _asks_for_more_time(entry, organiser):
    """A request one organiser has made: another may agree to it."""
    about = {"action": "entry.extend", "subject_type": "Entry", "subject_id": entry.id}
    approval = Approval(**about, digest="", asked_by=organiser)
    facts = {"until": entry.contest.closes_at + timedelta(days=1), "reason": "Lũ"}
    measure = Measure(entry=entry, kind=Kind.EXTENSION, approval=approval, **facts)
    approval.digest = measure.digest_today
    db.session.add(measure)
    db.session.flush()
    return measure


def _asks_for_a_code(contest, organiser):
    """A code for late entries one organiser has asked for: another may agree to it."""
    about = {"action": "contest.late_code", "subject_type": "Contest", "subject_id": contest.id}
    approval = Approval(**about, digest="", asked_by=organiser)
    facts = {"until": contest.closes_at + timedelta(days=1), "label": "x", "reason": "Lũ"}
    code = LateCode(contest=contest, uses=1, approval=approval, **facts)
    approval.digest = code.digest_today
    db.session.add(code)
    db.session.flush()
    return code


def _voted(contest, entry, organiser):
    """A public vote that is closed, with one ballot, of an account made for it."""
    window = {"opens_at": now() - timedelta(days=3), "closes_at": now() - timedelta(days=1)}
    award = Translated(vi="Giải bình chọn")
    vote = PublicVote(contest=contest, award=award, set_up_by_id=organiser.id, **window)
    db.session.add(vote)
    db.session.flush()
    voter = make_person("Nguyễn Cử Tri")
    db.session.add(Ballot(vote_id=vote.id, person_id=voter.id, entry_id=entry.id))
    db.session.flush()
    return vote


def send_a_file(world):
    """A file in the entry as it was sent."""
    entry, owner = world.things["entry"], world.people["OW"]
    facts = {"name": "bai.pdf", "media_type": "application/pdf", "owner_id": owner.id}
    file = files.keep(f"%PDF-1.7 {CANARIES['file']}".encode(), **facts)
    attached = Attachment(entry_id=entry.id, file_id=file.id)
    db.session.add(attached)
    db.session.flush()
    content = with_files({}, [attached])
    old = {"problem": f"{CANARIES['version']} mặn", "people": [str(owner.id)], "language": "vi"}
    for told in (old, content):
        db.session.add(Revision(entry_id=entry.id, by_id=owner.id, content=told, digest="x"))
        db.session.flush()
    db.session.flush()
    world.things["attached"] = attached


def _asks(team, profile, owner):
    asked = MentorRequest(
        team=team, profile=profile, need="Cần người đọc lại bản vẽ",
        asked_by=owner, expires_at=now() + timedelta(days=5),
    )  # fmt: skip
    db.session.add(asked)
    db.session.flush()
    return asked


def publish(world):
    contest = world.things["contest"]
    publication = make_table(contest, by=world.people["CO"])
    publishing.agree(publication, by=world.people["OC"])
    world.things["publication"] = publication
    world.things["certificate"] = certified(contest, world.people["TN"], by=world.people["CO"])
    db.session.flush()
    words = f"Xin xem lại: {CANARIES['complaint']} cộng thiếu."
    facts = {"kind": ComplaintKind.ARITHMETIC, "text": words, "key": uuid4()}
    world.things["complaint"] = complaints.file(
        world.things["entry"], **facts, by=world.people["OW"]
    )
    db.session.flush()


def certified(contest, person, *, by):
    """A certificate as the worker would have written it."""
    batch = Batch(contest=contest, kinds=[Certifies.TAKING_PART], total=1, by=by, finished_at=now())
    db.session.add(batch)
    db.session.flush()
    certificate = written(Due(Certifies.TAKING_PART, person.id, contest.id), batch, person)
    db.session.add(certificate)
    db.session.flush()
    return certificate


def _rename(person, name):
    details = person.details
    details.name, details.name_key, details.name_order = name, fold(name), sort_key(name)


def _mark(card, points, note, feedback):
    card.feedback = feedback
    if not card.marks:
        for line in card.contest.rubric:
            card.marks.append(Mark(contest_id=card.contest_id, line=line))
    for mark, given in zip(card.marks, points, strict=True):
        mark.points, mark.note = Decimal(str(given)), note
    db.session.flush()
