"""Permissions of routes that no row of the matrix speaks of, and why they need none."""

_SELF = "the asker's own account and settings, with nothing in the address that could name another"
_PUBLIC = "public pages; what may stand on them is swept for the secrets of every row"
_JOINING = (
    "no row of its own: tests/ideas/test_joining.py asks who may ask, read, answer and take back"
)
_DOOR = "the way in, for strangers; tests/accounts asks that it tells nothing about accounts"
_CONTEST = "only who runs the contest; tests/contests asks for each step"
_TALK = "the room of a jury; tests/deliberations asks who is in it and who votes"
_BY_TWO = "what waits for a second person; tests/contests/test_by_two.py asks who finds it"
_OFFICER = "officers over their own units; tests/rosters asks for units elsewhere"
_CHECK = "the check of entries, for its organisers and officers; tests/eligibility asks each role"
_COUNTED = "numbers of units, in which nobody is named; tests/reports asks for other units"
_MACHINE = "asked by machines, holds figures of the program only"
_IDEA = "an officer's or a team's step in the life of an idea; tests/ideas asks for each"
_MENTOR = "a mentor's own profile, or the check of it; tests/mentoring asks for each"
_TEAM = "a step of somebody in the team; tests/teams asks for each"
_TOGETHER = "a mentor and a team at their table; tests/together asks each side, officer, stranger"
_SLIP = "an idea typed for somebody without an account; tests/slips asks for each role"
_COUNTER = "an officer helps a plain member of the own units at the counter; tests/accounts"
OF_TALK = (
    "deliberation.call", "deliberation.lead", "deliberation.motion.read", "deliberation.room",
    "deliberation.settle", "deliberation.speak", "deliberation.vote",
)  # fmt: skip
OF_WORK = [
    f"mentorship.{it}"
    for it in (
        "agree",
        "hours",
        "overview",
        "read",
        "review.read",
        "review.write",
        "room.open",
        "thanks",
        "work",
    )
]
OF_LATE_CODES = [f"late_code.{it}" for it in ("agree", "ask", "list", "read", "redeem")]
OF_PAPER = (
    "paper_sheet.list", "paper_sheet.print", "paper_sheet.read", "paper_sheet.release",
    "score.own.object", "secretary.answer", "secretary.end", "secretary.name",
)  # fmt: skip
OF_VOTES = [
    f"vote.{it}"
    for it in (
        "call_off", "cast", "held.decide", "publish", "read", "run",
        "set_up", "stand_aside", "table.read",
    )
]  # fmt: skip
OF_BALLOTS = ("ballot.drop", "ballot.own.write", "ballot.reopen", "ballot.run")
OF_TALLIES = ("tally.confirm", "tally.give", "tally.own", "tally.read")
OF_CHECK = (
    "eligibility.decide", "eligibility.decide_many", "eligibility.export", "eligibility.list",
    "eligibility.note", "eligibility.read",
)  # fmt: skip
_WEIGHTS = "one set for all units, read by offices and chosen by the province; tests/mentoring"
_OFFER = "a mentor offered to a team: its team and its officers; tests/offers asks for each"
_ROUND = "rounds of matching, for organisers and officers of the unit; tests/cohorts asks others"
OUTSIDE = {
    "offer.read": _OFFER,
    "offer.answer": _OFFER,
    "offer.take_back": _OFFER,
    "cohort.list": _ROUND,
    "cohort.run": _ROUND,
    "cohort.send": _ROUND,
    "weights.read": _WEIGHTS,
    "weights.choose": _WEIGHTS,
    "account.phone.check": _COUNTER,
    "account.second_step.end": _COUNTER,
    "account.remove_passkey": _SELF,
    "account.unlink_provider": _SELF,
    "audit.own_looks.read": _SELF,
    "member.own_looks.read": _SELF,
    "member.page.read": "an officer's glance at people of the own units; tests/members",
    "office.list": "who holds which office in one's own units; tests/organisations",
    "office.own": _SELF,
    "privacy.ask": _SELF,
    "privacy.handle": "officers answer what people of their units wrote; tests/rights",
    "privacy.list": "officers answer what people of their units wrote; tests/rights",
    "role.grant.unit_or_safeguarding_officer": "given by one who stands above; tests/organisations",
    "role.proposal.read": "the second administrator reads what is proposed; tests/organisations",
    "role.revoke": "taken back by one who stands above; tests/organisations",
    "account.end_login": _SELF,
    "account.own": _SELF,
    "account.register": _DOOR,
    "account.reset_code.make": "an officer's printed code; tests/accounts asks for units elsewhere",
    "account.reset_password": _DOOR,
    "account.sign_in": _DOOR,
    "account.sign_out": _SELF,
    "consent.own": _SELF,
    "calendar.feed": "by the secret address of one's own dates; tests/calendars",
    "calendar.own": _SELF,
    "certificate.own": _SELF,
    "certificate.own.download": "by whoever holds it; tests/certificates asks others",
    "console.read": _SELF,
    "contest.announce": _CONTEST,
    "contest.preview": _CONTEST,
    "contest.copy": "rules everybody reads, or one’s own draft; tests/contests asks for both",
    "contest.browse": _PUBLIC,
    "contest.change": _CONTEST,
    "contest.extend": "two organisers move a deadline for everybody; tests/contests asks for both",
    "contest.amendment.read": _BY_TWO,
    "contest.criteria.agree": "criteria after the first mark, by two; tests/judging asks for both",
    "contest.deadline.agree": _BY_TWO,
    "contest.run": _CONTEST,
    "contest.set_up": _CONTEST,
    **dict.fromkeys(OF_TALK, _TALK),
    "demo.look_in_mailbox": "of demo installations only; tests/notifications",
    "desk.read": _SELF,
    "entry.photo.judge": "by the juror who holds the card; tests/entries/test_photos.py",
    "entry.photo.read": "by the rule of the text it stands in; tests/entries/test_photos.py",
    "draw.make": _CONTEST,
    "draw.show": "for who runs the contest free of conflict; tests/judging/test_screen.py",
    "draw.read": "codes of entries, for who runs, judges or enters; tests/judging asks for each",
    "eligibility.answer": "the team answers what the check asked; tests/eligibility",
    **dict.fromkeys(OF_CHECK, _CHECK),
    "entry.bonus": _CONTEST,
    "judging.stages.read": "codes without points; tests/judging/test_stage_pages.py asks all",
    "entry.penalise": "two organisers take points off one entry; tests/measures asks for both",
    "score.far.confirm": "as the look at the marks; tests/judging/test_watching.py asks all",
    "judging.rehearse": _CONTEST,
    "judging.advance": "as the draft of the results; tests/judging/test_stage_pages.py asks all",
    "entry.decide_late": "by organisers without a conflict; tests/entries/test_lateness.py",
    "receipt.check": "says to anybody no more than the paper does; tests/entries/test_receipts.py",
    "entry.file.add": "files of one's own team's entry, in its draft; tests/papers",
    "judging.worker": "a script, the same for anybody; tests/judging/test_offline.py",
    "entry.measure.read": "what waits for a second organiser; tests/measures asks who finds it",
    **dict.fromkeys(OF_PAPER, "organisers, secretaries, the juror; tests/transcripts asks each"),
    **dict.fromkeys(OF_LATE_CODES, "by two; tests/latecomers asks who finds and uses one"),
    **dict.fromkeys(OF_VOTES, "a vote beside the jury; tests/voting asks who reads, casts, counts"),
    **dict.fromkeys(OF_BALLOTS, "a juror's own, watched by organisers; tests/ballots asks each"),
    **dict.fromkeys(OF_TALLIES, "by two who judge nothing; tests/tallies asks who finds one"),
    "entry.start": "anybody signed in begins with a team of their own; tests/entries",
    "entry.start_from_idea": _TEAM,
    "guardian.end": "an officer lets a guardian's word end; tests/consents",
    "guardian.inform": "an officer tells a guardian of the mentoring; tests/consents",
    "guardian.name": _SELF,
    "guardian.tell": _SELF,
    "home.choose_display": _PUBLIC,
    "home.look_round": _PUBLIC,
    "home.search": _PUBLIC,
    "idea.back": "a like for what is public and keeps nothing back; tests/ideas",
    "idea.browse": _PUBLIC,
    "idea.comment.read": "read by whoever may read the text of the idea; tests/comments",
    "idea.comment.take_back": _SELF,
    "idea.decide": _IDEA,
    "idea.follow.end": "who follows it and nobody else; tests/ideas/test_following.py",
    "idea.follow_up": _IDEA,
    "idea.followed.read": _SELF,
    "idea.posting.note": _IDEA,
    "idea.review": _IDEA,
    "idea.join.answer": _JOINING,
    "idea.join.ask": _JOINING,
    "idea.join.read": _JOINING,
    "idea.join.take_back": _JOINING,
    "idea.support.follow": "who supported a merged idea says whether that follows; tests/ideas",
    "idea.update.take_off": _IDEA,
    "idea.update.write": _IDEA,
    "idea.updates.read": "read by whoever may read the text of the idea; tests/ideas",
    "idea.watch": "news of what the reader may read anyhow; tests/ideas",
    "idea.write": _SELF,
    "judging.card.arrange": "an organiser free of conflict opens, waives a sheet; tests/judging",
    "judging.close": _CONTEST,
    "juror.invitation.answer": "who was invited answers; tests/judging",
    "mentor.browse": _PUBLIC,
    "mentor.check": _MENTOR,
    "mentor.check_list": _MENTOR,
    "mentor.clear_for_minors": _MENTOR,
    "mentor.leave": _MENTOR,
    "mentor.pause": _MENTOR,
    "mentor.profile.write": _MENTOR,
    "mentor.recommend": _TEAM,
    "mentor.want": _TEAM,
    "team.times.write": _TEAM,
    "mentorship.end": _TEAM,
    **dict.fromkeys(OF_WORK, _TOGETHER),
    "notification.open": _SELF,
    "notifications.choose": _SELF,
    "notifications.read_own": _SELF,
    "notifications.unsubscribe": "by the token of a mail; switches off and shows nothing",
    "operations.ask_after_health": _MACHINE,
    "operations.read_figures": _MACHINE,
    "request.inbox": _SELF,
    "request.say_more": _TEAM,
    "request.withdraw": _TEAM,
    "complaint.list": "as each complaint on it is read; tests/complaints asks who finds it",
    "results.browse": _PUBLIC,
    "results.edition.read": "as the table that stands: it was public once; tests/publishing",
    "results.fingerprint.read": "one digest that tells nothing, once organisers told it",
    "results.remark.hold": "by who reads the draft of the results; tests/publishing asks all",
    "results.remarks.read": "by who reads the draft of the results; tests/publishing asks all",
    "roster.claim": _DOOR,
    "roster.import": _OFFICER,
    "roster.import.read": _OFFICER,
    "roster.import.undo": _OFFICER,
    "roster.line.edit": _OFFICER,
    "roster.read": _OFFICER,
    "safety.decide": "who reads the report decides on it; tests/conversations",
    "portal.list": "public ideas of an officer's own units, as everybody reads them; tests/reports",
    "report.read": _COUNTED,
    "target.set": _COUNTED,
    "slip.claim": "by the code on one's own strip of paper; tests/slips",
    "slip.code.make": _SLIP,
    "slip.edit": _SLIP,
    "slip.import": _SLIP,
    "slip.import.read": _SLIP,
    "slip.paper.print": _PUBLIC,
    "slip.photo.read": _SLIP,
    "slip.read": _SLIP,
    "slip.remove": _SLIP,
    "slip.type": _SLIP,
    "team.edit": _TEAM,
    "team.found": _SELF,
    "team.link.end": _TEAM,
    "team.member.take_out": _TEAM,
    "team.member.taken_out.read": _SELF,
    "team.owner.answer": _TEAM,
    "team.join": "by the token of an invitation; tests/teams",
    "team.leave": _TEAM,
    "unit.add_below": _OFFICER,
    "unit.edit": _OFFICER,
    "unit.look_up": _PUBLIC,
    "unit.read": _PUBLIC,
    "unit.standings.find": _PUBLIC,
    "unit.standings.read": _PUBLIC,
}
