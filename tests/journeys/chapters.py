"""The chapters of the main job up to the sent entry. Each asserts what its people must read."""

from datetime import timedelta

from mentorhub.platform.clock import LOCAL, now
from tests.journeys.house import looked_up

CRITERIA = (
    ("Ý mới", "New", "Nouveauté", "10", "1", "0–4: {}\n5–7: {}\n8–10: {}"),
    ("Làm được", "Feasible", "Faisabilité", "20", "0.5", "0–9.5: {}\n10–14.5: {}\n15–20: {}"),
)
BANDS = {
    "vi": ("Chép lại.", "Cải tiến nhỏ.", "Rất mới."),
    "en": ("A copy.", "A small step.", "Very new."),
    "fr": ("Une copie.", "Un petit pas.", "Très nouveau."),
}


def an_organiser_sets_up_a_contest(story):
    organiser = story.known("organiser")
    organiser.go("/contests/new/empty").fill(**_words_of_the_contest(story))
    start, end = now() - timedelta(hours=1), now() + timedelta(days=12)
    organiser.fill(
        opens_at=start.astimezone(LOCAL).strftime("%Y-%m-%dT%H:%M"),
        closes_at=end.astimezone(LOCAL).strftime("%Y-%m-%dT%H:%M"),
    )
    organiser.press(story.words("Save the draft, go on"))
    contest = story.keys["contest"] = looked_up(organiser.page.url)
    _write_criteria(story, organiser)
    _name_the_second_organiser(story, organiser)
    organiser.go(f"/contests/{contest}/announcement")
    organiser.press(story.words("Announce it and open entries now"))
    organiser.reads(story.words("The contest is announced."), _title(story))
    organiser.reads(_names(story)[0], BANDS[story.language][2], _names(story)[1])
    story.organiser = organiser


def _title(story):
    return {"vi": "Cuộc thi", "en": "Contest", "fr": "Concours"}[story.language] + f" {story.mark}"


def _names(story):
    position = ("vi", "en", "fr").index(story.language)
    return [criterion[position] for criterion in CRITERIA]


def _words_of_the_contest(story):
    titles = {"vi": "Cuộc thi", "en": "Contest", "fr": "Concours"}
    texts = {f"title_{tongue}": f"{title} {story.mark}" for tongue, title in titles.items()}
    return {
        "unit": {"index": 0},  # the province, where this organiser holds office
        **texts,
        "summary_vi": "Dành cho bạn trẻ An Giang có sáng kiến cho con nước.",
        "rules_vi": "# Ai được dự thi\n- Bạn trẻ trong tỉnh",
        "host_vi": "Tỉnh Đoàn An Giang",
    }


def _write_criteria(story, organiser):
    organiser.go(f"/contests/{story.keys['contest']}/criteria")
    organiser.follow(organiser.page.locator('button[name="row"]').last)  # one more criterion
    for number, criterion in enumerate(CRITERIA):
        *names, maximum, step, bands = criterion
        answers = {"maximum": maximum, "step": step}
        for tongue, name in zip(("vi", "en", "fr"), names, strict=True):
            answers[f"name_{tongue}"] = name
            answers[f"help_{tongue}"] = f"{name} ?"
            answers[f"bands_{tongue}"] = bands.format(*BANDS[tongue])
        organiser.fill(**{f"criteria-{number}-{name}": text for name, text in answers.items()})
    organiser.fill(readers=2, is_blind=True, same_unit_is_conflict=False)
    organiser.press(story.words("Save")).reads(story.words("Saved."))


def _name_the_second_organiser(story, organiser):
    organiser.go(f"/contests/{story.keys['contest']}/organisers").confirm(story.words)
    organiser.page.get_by_role("checkbox", name="Kim Ngọc Bích").check()
    organiser.press(story.words("Save")).reads("Kim Ngọc Bích")


def a_newcomer_founds_a_team_and_a_friend_joins(story):
    texts = story.texts
    story.writer = writer = story.newcomer("hoa", texts["newcomer"], chooses_language=True)
    writer.go("/teams/new").fill(name=_team(story), about=texts["about"])
    writer.press(story.words("Found the team"))
    writer.reads(story.words("Your team stands. Invite the others with a link."), texts["about"])
    story.keys["team"] = looked_up(writer.page.url)
    writer.follow(story.words("Invite members")).fill(places=1).press(story.words("Make a link"))
    link = writer.page.locator("#copy-link").input_value()
    story.friend = friend = story.newcomer("chau", texts["friend"], at=link)
    friend.reads(story.words("You are invited to the team"), _team(story))
    friend.press(story.words("Join the team")).reads(story.words("You are in the team now."))
    friend.reads(texts["newcomer"], texts["friend"])
    late = story.stranger().go(link)  # one place, taken: the link is worth nothing now
    late.never_reads(_team(story))


def _team(story):
    return f"{story.texts['team']} {story.mark}"


def they_write_an_idea_and_the_officer_approves(story):
    writer, texts = story.writer, story.texts
    writer.go("/ideas/new").fill(title=_idea(story), sector="nong-lam-ngu-nghiep")
    story.shoot(writer, "1-idea")
    writer.press(story.words("Save and continue"))
    writer.fill(**{part: texts[part] for part in ("problem", "solution", "benefit")})
    writer.press(story.words("Save and continue"))
    writer.fill(maturity="prototype", team={"label": _team(story)}, visibility="public")
    needs = {f"needs-{number}": word for number, word in enumerate(texts["needs"])}
    writer.fill(**{"topics-0": texts["topic"]}, **needs)
    writer.press(story.words("Save and look at it"))
    story.keys["idea"] = looked_up(writer.page.url)
    writer.reads(texts["problem"], texts["benefit"], story.words("A draft: only your team sees it"))
    stranger = story.stranger()
    stranger.meant.add(404)
    stranger.go(f"/ideas/{story.keys['idea']}").never_reads(texts["problem"])
    writer.press(story.words("Send it to the unit")).reads(story.words("With the unit."))
    officer = story.known("officer of a commune").go("/review").follow(_idea(story))
    officer.reads(texts["solution"]).fill(verdict="approve").press(story.words("Send the answer"))
    stranger.go(f"/ideas/{story.keys['idea']}").reads(texts["problem"], texts["need as a tag"])


def _idea(story):
    return f"{story.texts['title']} {story.mark}"


def they_are_shown_mentors_and_one_accepts(story):
    writer, texts = story.writer, story.texts
    writer.go("/mentors")
    suggested = writer.page.locator("article.mentor")
    assert suggested.count() == 5, suggested.all_inner_texts()
    for number in range(5):
        why = suggested.nth(number).locator(".why")
        assert why.locator("li:not(.is-off)").count() >= 1
        assert why.locator("li.is-off").count() <= 1
    assert writer.page.locator(".why li.is-off").count() >= 1
    writer.reads(story.words("Every suggestion says what fits and what does not; you decide."))
    suggested.first.scroll_into_view_if_needed()
    story.shoot(writer, "2-mentors")
    writer.follow(suggested.first.locator("a"))
    profile = looked_up(writer.page.url)
    writer.fill(need=texts["request"], first_meeting=texts["meeting"])
    writer.press(story.words("Send the request"))
    writer.reads(story.words("Your request is on its way. The mentor has seven days to answer."))
    mentor = story.known(story.house.contact_of(profile), size=story.size).go("/requests")
    mentor.reads(texts["request"], texts["meeting"], _idea(story))
    accept = story.words("Accept team %(team)s", team=_team(story))
    story.shoot(mentor, "3-request")
    mentor.press(accept).reads(_team(story))
    mentor.reads(
        story.words("Good: you work together now. Agree on your first meeting with the team.")
    )
    writer.go("/requests?side=team").reads(story.words("Request accepted"))


def they_enter_the_contest(story):
    writer, texts = story.writer, story.texts
    writer.go(f"/ideas/{story.keys['idea']}").follow(story.words("Enter a contest"))
    writer.follow(writer.page.get_by_role("link", name=_title(story)))
    writer.reads(_team(story), _idea(story))
    writer.press(story.words("Begin the draft"))
    story.keys["entry"] = looked_up(writer.page.url)
    assert writer.page.locator('[name="problem"]').input_value() == texts["problem"]
    writer.fill(summary=texts["solution"]).press(story.words("Save"))
    writer.follow(story.words("Send the entry")).press(story.words("Send the entry"))
    receipt = writer.page.locator("dl")
    writer.reads(story.words("The entry was received in time."))
    for part in (_title(story), _idea(story), _team(story), story.words("Fingerprint of the text")):
        assert part in receipt.inner_text()
    story.shoot(writer, "4-receipt")


def a_rival_enters_too(story):
    """One of the sample's teams, from its own idea; what the others wrote is hidden from it."""
    rival = story.known("young person, team owner")
    rival.go(f"/contests/{story.keys['contest']}/entries/new").press(story.words("Begin the draft"))
    story.rival_title = rival.page.locator('[name="title"]').input_value()
    rival.fill(
        problem="Nước mặn về không ai báo.", summary="Bản đồ đổi màu khi nước mặn về."
    ).press(story.words("Save"))
    rival.follow(story.words("Send the entry")).press(story.words("Send the entry"))
    rival.reads(story.words("The entry was received in time."), story.rival_title)
    rival.meant.add(404)
    rival.go(f"/entries/{story.keys['entry']}").never_reads(story.texts["problem"])
