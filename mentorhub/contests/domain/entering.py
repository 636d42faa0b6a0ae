"""Who may enter with what, in words made of the values that decide it."""

from mentorhub.contests.domain.eligibility import Limits, Obstacle, Terms, counting_day
from mentorhub.contests.domain.sentence import N_, Rule, Sentence
from mentorhub.matching.domain.tags import taxonomy

TOO_FEW = (
    N_("An entry needs at least %(number)s person."),
    N_("An entry needs at least %(number)s people."),
)
TOO_MANY = (
    N_("An entry has at most %(number)s person."),
    N_("An entry has at most %(number)s people."),
)
AGE_UNKNOWN = N_("Everyone in the entry first writes their year of birth into their profile.")
TAKEN = (
    N_("One person, one entry: somebody here takes part with another entry."),
    N_("A person is in at most %(number)s entries: somebody here is in so many already."),
)
UNIT_FULL = (
    N_("Each unit sends at most %(number)s entry, and yours has sent it."),
    N_("Each unit sends at most %(number)s entries, and yours has sent them."),
)
LEADER = Sentence(Rule.LEADER, N_("Nobody leads the teams of two entries."))
FROM = {
    True: N_("Everyone in the entry is %(low)s or older on %(counted_on)s."),
    False: N_(
        "At least %(part)s of the people in the entry are %(low)s or older on %(counted_on)s."
    ),
}
UP_TO = {
    True: N_("Everyone in the entry is %(high)s or younger on %(counted_on)s."),
    False: N_(
        "At least %(part)s of the people in the entry are %(high)s or younger on %(counted_on)s."
    ),
}
BETWEEN = {
    True: N_("Everyone in the entry is %(low)s to %(high)s years old on %(counted_on)s."),
    False: N_(
        "At least %(part)s of the people in the entry are %(low)s to %(high)s years old on"
        " %(counted_on)s."
    ),
}
KINDER = N_("Only years of birth are known: whoever may be of that age on that day counts as such.")


def ages(terms: Terms) -> list[Sentence]:
    if not terms.has_ages:
        return [Sentence(Rule.AGES, N_("People of any age may enter."))]
    words = FROM if terms.age_max is None else UP_TO if terms.age_min is None else BETWEEN
    facts = {
        "low": terms.age_min,
        "high": terms.age_max,
        "counted_on": terms.counted_on.isoformat(),
        "part": str(terms.share_in_age),
    }
    found = [Sentence(Rule.AGES, words[terms.share_in_age == 1], facts)]
    if terms.counted_on != counting_day(terms.counted_on):
        found.append(Sentence(Rule.AGES, KINDER))
    return found


def team(terms: Terms) -> Sentence:
    fewest, most = terms.team_min, terms.team_max
    facts = {"fewest": fewest, "most": most}
    if most == 1:
        return Sentence(Rule.TEAM, N_("Everyone enters alone."), facts)
    if fewest == most:
        return Sentence(Rule.TEAM, N_("An entry is the work of exactly %(most)s people."), facts)
    if fewest == 1:
        words = N_("An entry is the work of one person or of up to %(most)s people.")
    else:
        words = N_("An entry is the work of %(fewest)s to %(most)s people.")
    return Sentence(Rule.TEAM, words, facts)


def within(limits: Limits) -> list[Sentence]:
    words = (
        N_("Each person takes part in one entry.")
        if limits.most_entries == 1
        else N_("Each person takes part in at most %(most)s entries, each with another team.")
    )
    found = [_fields(limits), Sentence(Rule.ENTRIES, words, {"most": limits.most_entries})]
    if limits.leads_one:
        found.append(LEADER)
    if limits.has_quota:
        found.append(_quota(limits))
    return found


def _fields(limits: Limits) -> Sentence:
    if not limits.sectors:
        return Sentence(Rule.FIELDS, N_("Entries of every field are welcome."))
    known = taxonomy().sectors
    names = tuple(known[one].labels if one in known else one for one in limits.sectors)
    words = N_("Entries belong to one of these fields: %(fields)s.")
    return Sentence(Rule.FIELDS, words, {"fields": names, "sectors": limits.sectors})


def _quota(limits: Limits) -> Sentence:
    fewest, most = limits.unit_min, limits.unit_max
    facts = {"fewest": fewest, "most": most}
    if most is None:
        words = N_("Number of entries from each unit: at least %(fewest)s.")
    elif fewest is None:
        words = N_("Number of entries from each unit: at most %(most)s.")
    elif fewest == most:
        words = N_("Number of entries from each unit: exactly %(most)s.")
    else:
        words = N_("Number of entries from each unit: %(fewest)s to %(most)s.")
    return Sentence(Rule.UNITS, words, facts)


def behind(obstacle: Obstacle, terms: Terms, limits: Limits) -> Sentence:
    """What is told to whom an obstacle stops: the rule in words, never whom it is about."""
    if obstacle is Obstacle.AGE:
        return ages(terms)[0]
    if obstacle is Obstacle.FIELD:
        return _fields(limits)
    if obstacle is Obstacle.LEADS:
        return LEADER
    rule, one, many, number = {
        Obstacle.TOO_FEW: (Rule.TEAM, *TOO_FEW, terms.team_min),
        Obstacle.TOO_MANY: (Rule.TEAM, *TOO_MANY, terms.team_max),
        Obstacle.AGE_UNKNOWN: (Rule.AGES, AGE_UNKNOWN, AGE_UNKNOWN, 0),
        Obstacle.TAKEN: (Rule.ENTRIES, *TAKEN, limits.most_entries),
        Obstacle.UNIT_FULL: (Rule.UNITS, *UNIT_FULL, limits.unit_max or 0),
    }[obstacle]
    return Sentence(rule, one if number == 1 else many, {"number": number})
