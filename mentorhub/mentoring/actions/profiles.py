"""Becoming a mentor, being checked, pausing."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from mentorhub.accounts.models import Hat, Person
from mentorhub.activity.actions import record
from mentorhub.jobs.actions import enqueue
from mentorhub.matching.domain.analyser import tokens
from mentorhub.matching.domain.tags import concept_words, taxonomy
from mentorhub.mentoring import queries
from mentorhub.mentoring.domain.conduct import CODE_EDITION
from mentorhub.mentoring.domain.presentation import Presentation
from mentorhub.mentoring.models import MentorProfile, MentorSkill, MentorState
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db, lock
from mentorhub.platform.errors import Refused, Stale
from mentorhub.platform.i18n import _l
from mentorhub.platform.search import write

EDITS_LEARNT_EVERY = timedelta(seconds=5)
FORGOTTEN_WITHIN = timedelta(minutes=2)
SETTLED = timedelta(seconds=1)


def write_profile(told: Presentation, *, version: int | None, by: Person) -> MentorProfile:
    """Create or change one's own profile; `version` is the one that was seen, None of a new one.

    Texts in other languages stay. Whoever had left applies anew. The code of conduct stands above
    the button: sending agrees to it.
    """
    profile = queries.profile_of(by) or MentorProfile(person=by, language=told.language)
    is_new = profile.id is None
    if not is_new and version != profile.version:
        raise Stale(_l("You saved this profile in another window. Look at what is there now."))
    for name, text in told.texts.items():
        others = getattr(profile, name) or {}
        setattr(profile, name, Translated({**others, told.language: text}))
    profile.spoken, profile.formats = list(told.spoken), list(told.formats)
    profile.free_times = list(told.free_times)
    profile.capacity, profile.hours_per_month = told.capacity, told.hours_per_month
    profile.reach_km, profile.edited_at = told.reach_km, now()
    _set_skills(profile, told.skills)
    db.session.add(profile)
    db.session.flush()
    is_back = profile.state is MentorState.LEFT
    if is_back:
        profile.state, profile.left_at = MentorState.APPLIED, None
    record("mentor.applied" if is_new or is_back else "mentor.edited", profile, by=by)
    agree_to_the_code(profile)
    note_change(profile)
    return profile


def check(profile: MentorProfile, *, by: Person) -> None:
    """An officer knows this person and what they can do: teams may find them."""
    lock(profile)
    if profile.person_id == by.id:
        raise Refused(_l("Somebody else has to check you."))
    if profile.state is not MentorState.APPLIED:
        raise Refused(_l("This mentor was checked already."))
    profile.state = MentorState.ACTIVE
    profile.checked_at, profile.checked_by_id = now(), by.id
    profile.person.hat = Hat.MENTOR
    record("mentor.checked", profile, by=by)
    note_change(profile)


def agree_to_the_code(profile: MentorProfile) -> None:
    """By doing what the words stand above; once for each edition of them."""
    if not profile.keeps_the_code:
        profile.code_edition, profile.code_agreed_at = CODE_EDITION, now()
        record("mentor.code_agreed", profile, by=profile.person, edition=CODE_EDITION)


def clear_for_minors(profile: MentorProfile, *, by: Person) -> None:
    """A safeguarding officer has checked this mentor for teams with somebody under 18."""
    if profile.person_id == by.id:
        raise Refused(_l("Somebody else has to check you for work with minors."))
    profile.cleared_for_minors_at, profile.cleared_by_id = now(), by.id
    record("mentor.cleared", profile, by=by)


def withdraw_clearance(profile: MentorProfile, *, by: Person) -> None:
    """From now on teams with somebody under 18 are not shown this mentor."""
    profile.cleared_for_minors_at = profile.cleared_by_id = None
    record("mentor.clearance_withdrawn", profile, by=by)


def note_change(profile: MentorProfile) -> None:
    """What the mentor is found by now; the suggestions know it within seconds."""
    write(queries.SEARCH, profile.id, _terms(profile))
    learn_soon()


def learn_soon() -> None:
    """Changes of the same few seconds are learnt together, once these are over."""
    _learn("mentoring.learn_edits", EDITS_LEARNT_EVERY)


def forget_soon() -> None:
    """Somebody's words are gone: learn everything anew, so that nothing is left of them."""
    _learn("mentoring.learn", FORGOTTEN_WITHIN)


def _learn(kind: str, stretch: timedelta) -> None:
    """At the end of a stretch of time, and a little later for what is being written then."""
    number = int(now().timestamp() // stretch.total_seconds())
    ends = datetime.fromtimestamp((number + 1) * stretch.total_seconds(), UTC)
    enqueue(kind, {}, key=f"{kind} {number}", due_at=ends + SETTLED)


def _set_skills(profile: MentorProfile, skills: Mapping[str, int]) -> None:
    kept = {skill.concept: skill for skill in profile.skills if skill.concept in skills}
    for position, (concept, level) in enumerate(skills.items()):
        skill = kept.setdefault(concept, MentorSkill(concept=concept))
        skill.level, skill.position = level, position
    profile.skills = [kept[concept] for concept in skills]


def _terms(profile: MentorProfile) -> list[str]:
    unit = profile.person.unit
    name = profile.person.display_name
    found = [*tokens(name, "vi"), *tokens(unit.name if unit else "", "vi"), *profile.text.tokens]
    for concept in profile.levels:
        known = taxonomy().concepts.get(concept)
        found += concept_words(known) if known else tokens(concept, profile.language)
    return found
