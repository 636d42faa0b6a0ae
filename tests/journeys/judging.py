"""The chapters from the closed door to the published table, and what everybody reads then."""

import re

from playwright.sync_api import expect

from tests.journeys.visitor import PHONE

NEW_JUROR, JURORS = "Cao Thị Sen", ("Đinh Phương Nhi", "Tống Văn Lâm")
# points for (radios of 10, number field to 20), and what their means are
OURS = ((9, "17.5"), (8, "18"))
MEANS = ("8.50", "17.75", "26.25")
THEIRS = (6, "11.5")
RIVAL_TOTAL = "17.50"


def jurors_take_their_seats_and_the_deadline_passes(story):
    """Whoever has the link takes the seat: one juror is new here, two have an account."""
    story.jurors = []
    for name in (NEW_JUROR, *JURORS):
        link = _invite(story, name)
        if name == NEW_JUROR:
            juror = story.newcomer("juror", name, at=link, size=PHONE)
        else:
            juror = story.known(story.house.contact_named(name), size=PHONE).go(link)
        juror.reads(story.words("Invitation to the jury"), "Tỉnh Đoàn An Giang")
        juror.fill(rules=True, secrecy=True).press(story.words("Take the seat"))
        juror.reads(story.words("Welcome to the jury."))
        story.jurors.append(juror)
    story.house.let_the_deadline_pass(story.keys["contest"])
    hand_out(story).reads(story.words("The entries are handed out; the jurors have been told."))


def _invite(story, name):
    organiser = story.organiser.go(f"/contests/{story.keys['contest']}/jurors")
    organiser.confirm(story.words).fill(label=name).press(story.words("Make the invitation"))
    return organiser.page.locator("#copy-link").input_value()


def hand_out(story):
    organiser = story.organiser.go(f"/contests/{story.keys['contest']}/assignment")
    buttons = organiser.page.locator("main form[method=post] .btn")
    return organiser.follow(buttons.first)


def the_jury_marks_on_phones(story):
    """One saves without pressing anything, one declares a conflict, and somebody takes over."""
    first, second = _holders_of_ours(story)
    _declare(story, second)
    hand_out(story)
    story.organiser.reads("1", story.words("Progress of the jury"))
    _mark_ours_and_watch_it_being_saved(story, first)
    _nobody_sees_points(story, first)
    taker = next(juror for juror in story.jurors if juror not in (first, second))
    _mark(story, _open(story, taker, our_title(story)), OURS[1])
    for juror in story.jurors:
        if _link(story, juror.go("/judging"), story.rival_title).count():
            juror.follow(_link(story, juror, story.rival_title))
            _mark(story, juror, THEIRS)


def our_title(story):
    return f"{story.texts['title']} {story.mark}"


def _holders_of_ours(story):
    found = [
        juror
        for juror in story.jurors
        if _link(story, juror.go("/judging"), our_title(story)).count()
    ]
    assert len(found) == 2  # as many readers as the contest asked for
    return found


def _link(story, juror, title):
    """In the list of this contest: two of the jurors sit on other juries too."""
    hand = juror.page.locator(f'section[aria-labelledby="contest-{story.keys["contest"]}"]')
    return hand.get_by_role("link", name=title)


def _open(story, juror, title):
    juror.go("/judging")
    return juror.follow(_link(story, juror, title))


def _declare(story, juror):
    _open(story, juror, our_title(story))
    juror.page.locator("details.fold--coi summary").click()
    juror.page.locator('[name="relation"]').select_option("family")
    juror.page.locator('[name="details"]').fill(story.texts["conflict"])
    juror.press(story.words("Declare it and do not judge this entry"))
    juror.reads(story.words("Thank you. Somebody else will judge this entry."))
    juror.reads(story.words("Conflict of interest"))


def _mark_ours_and_watch_it_being_saved(story, juror):
    _open(story, juror, our_title(story)).never_reads(story.texts["team"])  # read without names
    juror.page.wait_for_load_state("networkidle")  # its scripts come after the page
    radio, number = _fields(juror)
    _tap(juror, radio, OURS[0][0])
    said = story.words("Saved %(time)s", time="#").split("#")[0].strip()
    expect(juror.page.locator("#saved")).to_contain_text(said)
    expect(juror.page.locator("#done")).to_contain_text("1")
    story.shoot(juror, "5-scoresheet")
    juror.page.reload()  # nothing was pressed, and nothing is lost
    expect(_cell(juror, radio, OURS[0][0]).locator("input")).to_be_checked()
    juror.page.locator(f'input[name="{number}"]').fill(story.words.number(OURS[0][1]))
    juror.page.locator('[name="feedback"]').fill(story.texts["remark"])
    _submit(story, juror)


def _fields(juror):
    """The criteria in their order: radios while a scale is short, a field for figures when long."""
    return [one.get_attribute("data-criterion") for one in juror.page.locator(".crit[id]").all()]


def _tap(juror, radio, value):
    _cell(juror, radio, value).click()


def _cell(juror, radio, value):
    cells = juror.page.locator(f"#{radio} .scale__opt")
    return cells.filter(has_text=re.compile(rf"^\s*{value}\s*$"))


def _mark(story, juror, points):
    radio, number = _fields(juror)
    _tap(juror, radio, points[0])
    juror.page.locator(f'input[name="{number}"]').fill(story.words.number(points[1]))
    _submit(story, juror)


def _submit(story, juror):
    juror.follow(juror.page.locator(".dock .btn"))
    juror.press(story.words("Submit and lock"))
    juror.reads(story.words("The sheet is submitted and locked."))


def _nobody_sees_points(story, juror):
    """While scoring is open the organiser reads how many, never how much."""
    organiser = story.organiser.go(f"/contests/{story.keys['contest']}/judging")
    organiser.reads("1/4", story.words("sheets submitted"))
    organiser.never_reads("26,5", "26.5", "17,5", "17.5")
    organiser.meant.add(404)
    organiser.go(f"/contests/{story.keys['contest']}/results/draft").never_reads(our_title(story))
    organiser.meant.clear()


def two_organisers_publish(story):
    contest, organiser = story.keys["contest"], story.organiser
    organiser.go(f"/contests/{contest}/judging").reads("4/4").follow(story.words("Close scoring"))
    organiser.press(story.words("Close scoring now"))
    organiser.go(f"/contests/{contest}/results/draft").confirm(story.words)
    organiser.reads(story.words.number(MEANS[2]))
    organiser.fill(decision_number="07/QĐ-TĐ").press(story.words("Ask the second organiser"))
    organiser.reads(story.words("The table is frozen. The second organiser has been asked."))
    assert not organiser.page.get_by_role(
        "button", name=story.words("Agree and publish now")
    ).count()
    unknowing = story.stranger()
    unknowing.meant.add(404)
    unknowing.go(f"/results/{contest}").never_reads(our_title(story))
    second = story.known("second organiser").go(f"/contests/{contest}/results/draft")
    second.confirm(story.words)
    second.press(story.words("Agree and publish now")).reads(story.words("The results are public."))


def everybody_reads(story):
    """The places as a stranger reads them, the first first."""
    stranger = story.stranger().go(f"/results/{story.keys['contest']}")
    stranger.reads(story.words("Official results"), "07/QĐ-TĐ", our_title(story), story.rival_title)
    places = stranger.page.locator(".rank:not(.rank--head)").all_inner_texts()
    assert [our_title(story) in places[0], story.rival_title in places[1]] == [True, True]
    stranger.never_reads(
        story.texts["remark"], story.words.number(MEANS[2])
    )  # places and prizes only
    story.shoot(stranger, "6-results")
    writer = story.writer.go(f"/entries/{story.keys['entry']}")
    writer.follow(story.words("Read your points and comments"))
    writer.reads(story.texts["remark"], *map(story.words.number, MEANS))
    story.shoot(writer, "7-own-result")
    _the_worker_told(story, writer)
    return places


def _the_worker_told(story, writer):
    """News come a moment later, from another process."""
    writer.go("/notifications")
    shown = writer.page.get_by_role("link", name=story.texts["title"])
    for _ in range(100):
        if shown.count():
            break
        writer.page.wait_for_timeout(200)
        writer.page.reload()
    assert shown.count(), writer.text
