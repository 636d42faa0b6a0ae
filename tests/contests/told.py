"""What the public page must say of a template, told from its file by other means than the page's.

Every figure and name comes from the JSON; the sentences are English, in the order of the page.
"""

from mentorhub.matching.domain.tags import taxonomy


def entering(told, year):
    who, what = told["terms"], told["limits"]
    part = "Everyone in the entry is" if who["share_in_age"] == "1" else None
    yield f"{part} {who['age_min']} to {who['age_max']} years old on 31/12/{year}."
    few, many = who["team_min"], who["team_max"]
    if few == 1:
        yield f"An entry is the work of one person or of up to {many} people."
    else:
        yield f"An entry is the work of {few} to {many} people."
    yield _fields(what["sectors"])
    most = what["most_entries"]
    yield (
        "Each person takes part in one entry."
        if most == 1
        else f"Each person takes part in at most {most} entries, each with another team."
    )
    if what["leads_one"]:
        yield "Nobody leads the teams of two entries."
    if what["unit_min"]:
        yield f"Number of entries from each unit: {what['unit_min']} to {what['unit_max']}."
    whose = {
        "entry": "once for the entry",
        "person": "for everyone in the entry",
        "minor": "for everyone under 18 in the entry",
    }
    for one in told["documents"]:
        yield f"{one['name']['en']}: shown {whose[one['whose']]}."
    yield (
        "An officer of the unit or an organiser looks at it and notes the day."
        " No copy is sent or kept."
    )


def form(told):
    """Line by line, as the page lists it."""
    yield "The summary has to be filled in."
    yield "The benefit has to be filled in."
    yield "The link may be left out."
    usual = {"short": "200", "long": "3000", "file": "1", "people": "6"}
    kind = {"number": "a number", "date": "a day", "link": "an address on the web"}
    kind |= {"choice": "one of the choices", "several": "one or several of the choices"}
    unit = {"short": "characters", "long": "characters", "several": "choices", "file": "files"}
    unit |= {"people": "people"}
    judged = [stage["name"]["en"] for stage in told["stages"] if stage["kind"] == "judging"]
    for one in told["questions"]:
        name = f"“{one['label']['en']}”"
        duty = "has to be answered" if one.get("is_required") else "may be left out"
        said = [f"{name} {duty}."]
        if (reached := one.get("stage", 1)) > 1:
            who = f"{name} is asked only of those who go on to “{judged[reached - 1]}”"
            said.append(f"{who}, by a day they are told then.")
            said.append("Whoever has not answered is judged by what was sent.")
        if "help" in one:
            said.append(f"{name}: {one['help']['en']}")
        said += [f"{name}: {kind[one['kind']]}."] if one["kind"] in kind else []
        of = f"{name}, {unit[one['kind']]}:" if one["kind"] in unit else f"{name}:"
        if "least" in one:
            said.append(f"{of} at least {one['least']}.")
        if most := one.get("most", usual.get(one["kind"])):
            said.append(f"{of} at most {most}.")
        said += [f"{name}: one may choose “{c['en']}”." for c in one.get("choices", ())]
        yield " ".join(said)


def _fields(sectors):
    if not sectors:
        return "Entries of every field are welcome."
    names = ", ".join(taxonomy().sectors[one].labels["en"] for one in sectors)
    return f"Entries belong to one of these fields: {names}."


def judging(told):
    how, points = told["reading"], told["points"]
    stages = [stage for stage in told["stages"] if stage["kind"] == "judging"]
    yield from _readers(how, stages, told["panels"])
    for panel in told["panels"]:
        yield f"{panel['name']['en']}: {panel['readers']} jurors mark each entry heard there."
    yield from _names(how, stages)
    if how["keeps_units_apart"]:
        yield "Jurors do not judge entries of their own unit."
    yield from _rounds(stages)
    yield "The points of an entry are the mean of its sheets."
    yield (
        "Points count as jurors give them: they are not evened out between strict and kind jurors."
    )
    if points["pass_mark"]:
        yield f"An entry needs at least {points['pass_mark']} points for a place."
    if points["no_zero"]:
        yield "An entry to which every juror gives zero in some criterion gets no place."
    yield from _ties(told["criteria"], [stage["name"]["en"] for stage in stages])
    yield (
        "Everyone sees places, prizes and total scores."
        if points["shows_totals"]
        else "Everyone sees places and prizes; each team reads its own points."
    )
    yield f"Working days for complaints after the results: {points['complaint_days']}."


def _readers(how, stages, panels):
    numbers = {one["name"]["en"]: (how | one.get("reading", {}))["readers"] for one in stages}
    if len(set(numbers.values())) == 1:
        yield f"{how['readers']} jurors read each entry, each alone."
        return
    for one in stages:
        name, is_heard = one["name"]["en"], panels and one["round"]["pitch_minutes"]
        if not is_heard:
            yield f"{name}: {numbers[name]} jurors read each entry, each alone."


def _names(how, stages):
    blind = {one["name"]["en"]: (how | one.get("reading", {}))["is_blind"] for one in stages}
    unseen = (
        "urors see no names beside an entry. Its text, photo, files and link they do see, with any"
        " name that stands in them."
    )
    if len(set(blind.values())) == 1:
        yield f"J{unseen}" if how["is_blind"] else "Jurors see the team’s name."
        return
    for name, is_blind in blind.items():
        yield f"{name}: j{unseen}" if is_blind else f"{name}: jurors see the team’s name."


def _rounds(stages):
    """The page puts what is about the same rule together, stage after stage."""
    how = {stage["name"]["en"]: stage["round"] for stage in stages}
    for name, one in how.items():
        if one["advance"] != "everyone":
            unit = " of each unit" if one["advance"] == "best_of_unit" else ""
            ties = "with any equal to the last of them"
            yield f"{name}: the best {one['best']} entries{unit} go on, {ties}."
    for name in list(how)[:-1]:
        yield f"{name}: its points do not count in the next stage."
    for name, one in how.items():
        if one["pitch_minutes"]:
            minutes = f"{one['pitch_minutes']} minutes to present"
            yield f"{name}: {minutes}, {one['question_minutes']} minutes for questions."
    for name, one in how.items():
        if one["is_drawn"]:
            yield (
                f"{name}: the order is drawn by lot after the deadline, with a number by which it"
                " can be drawn again."
            )


def _ties(criteria, stages):
    words = "mong equal totals the higher points in these criteria come first, one after the other:"
    if not any(one.get("stage") for one in criteria):
        yield f"A{words} {_deciding(criteria)}."
        return
    for number, name in enumerate(stages, 1):
        own = [one for one in criteria if one.get("stage", number) == number]
        yield f"{name}: a{words} {_deciding(own)}."


def _deciding(criteria):
    deciding = sorted((one for one in criteria if one["tie_order"]), key=lambda o: o["tie_order"])
    return ", ".join(one["name"]["en"] for one in deciding)
