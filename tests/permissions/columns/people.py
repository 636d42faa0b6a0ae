"""Where the fields of people stand on pages."""

# what the words of a model's row, or of a person, are called in templates and programs
FIELDS = {
    "birth_year", "contact", "display_name", "email", "full_name", "given_name", "name", "phone",
    "public_name", "relation",
}  # fmt: skip
# things that have a name and are nobody
NOBODY = {"advance", "award", "carried", "file", "check", "criterion", "current_stage", "field",
          "following", "form", "note", "panel", "place", "points", "row", "rows",
          "RubricLine", "step", "stage", "team", "unit"}  # fmt: skip

# permission → template → fields as it names them
PEOPLE = {
    "account.own": {
        "accounts/change_address.html": "pending.email",
        "accounts/change_password.html": "details.email details.phone",
        "accounts/passkeys.html": "details.email details.phone one.name",
        "accounts/profile.html": "details.birth_year details.email details.name details.phone",
        "accounts/recovery_codes.html": "person.full_name",
        "accounts/remove_second_step.html": "details.email details.phone",
        "accounts/second_step.html": "details.email details.phone",
        "layouts/_account.html": "person.display_name",
        "notifications/preferences.html": "details.email",
    },
    "account.phone.check": {"organisations/phone.html": "details.name"},
    "account.reset_code.make": {
        "organisations/reset_code.html": "details.name",
        "organisations/reset_slip.html": "details.name",
    },
    "account.second_step.end": {"organisations/end_second_step.html": "details.name"},
    "audit.read": {"audits/log.html": "person.full_name"},
    "ballot.run": {"ballots/office.html": "person.display_name"},
    "certificate.list_of_member": {"certificates/of_member.html": "person.display_name"},
    "certificate.list_of_other_person": {
        "certificates/given.html": "one.name",
        "certificates/of_contest.html": "by.display_name",
        "certificates/revoke.html": "certificate.name",
    },
    "cohort.run": {
        "cohorts/_matrix.html": "mentor.display_name",
        "cohorts/_wishes.html": "person.display_name",
        "cohorts/show.html": "person.display_name ….name",  # the latter: a team
        "cohorts/team.html": "person.display_name",
    },
    "complaint.read": {"complaints/show.html": "asked_by.display_name"},
    "consent.own": {"consents/own.html": "one.name"},
    "contest.amendment.read": {"contests/amendment.html": "asked_by.display_name"},
    "contest.preview": {"judging/preview.html": "line.name"},
    "contest.read": {"contests/_criteria.html": "line.name"},
    "contest.read_panel": {"contests/_jury.html": "juror.display_name"},
    "deliberation.read": {
        "deliberations/discussion.html": "author.display_name line.name person.display_name",
    },
    "deliberation.room": {"deliberations/room.html": "asked_by.display_name"},
    "desk.read": {"desk/overview.html": "details.given_name"},
    "entry.measure.read": {"measures/measure.html": "asked_by.display_name"},
    "paper_sheet.print": {"transcripts/print.html": "line.name person.display_name"},
    "paper_sheet.list": {
        "transcripts/_progress.html": "person.display_name",
        "transcripts/sheets.html": "person.display_name",
    },
    "secretary.name": {"transcripts/secretaries.html": "person.display_name"},
    "paper_entry.write": {"transcripts/_points.html": "line.name"},
    "late_code.read": {"latecomers/code.html": "asked_by.display_name"},
    "vote.count": {"voting/_tally.html": "asked_by.display_name"},
    "late_code.redeem": {"latecomers/redeem.html": "one.name"},
    "entry.glance": {"entries/show.html": "one.display_name"},
    "entry.start": {"entries/start.html": "one.name"},
    "entry.versions.read": {"entries/_compared.html": "one.name"},  # a file
    "guardian.answer": {
        "consents/guardian.html": "details.given_name guardian.name",
        "consents/informed.html": "details.given_name",
        "conversations/guardian.html": "author.display_name details.given_name",
    },
    "guardian.check_paper": {
        "consents/paper.html": "child.full_name one.name one.relation",
    },
    "guardian.end": {"consents/end_guardian.html": "guardian.name"},
    "guardian.export": {"consents/data.html": "details.given_name"},
    "guardian.inform": {"consents/told.html": "child.full_name details.given_name guardian.name"},
    "guardian.tell": {"consents/slip.html": "child.full_name"},
    "idea.comment.read": {"comments/_list.html": "author.display_name author.public_name"},
    "idea.join.read": {"ideas/joining.html": "person.display_name"},
    "home.search": {"home/search.html": "mentor.name"},
    "judging.advance": {"judging/advance.html": "asked_by.display_name"},
    "judging.arrange": {
        "judging/few_readers.html": "by.display_name",
        "judging/_changes.html": "person.display_name",
        "judging/_loads.html": "person.display_name",
        "judging/hand_out.html": "one.name person.display_name",  # one: a panel
        "judging/jurors.html": "person.display_name",
        "judging/ties.html": "by.display_name declared_by.display_name ended_by.display_name "
                             "person.display_name",
    },
    "member.contact.read": {
        "members/ask_contact.html": "member.full_name",
        "members/contact.html": "contact.email contact.phone guardian.contact guardian.name "
                                "member.full_name",
    },
    "member.page.read": {"members/member.html": "member.full_name"},
    "eligibility.list": {"eligibility/overview.html": "by.display_name"},
    "eligibility.read": {
        "eligibility/_documents.html": "by.display_name one.name person.display_name",
        "eligibility/_recommended.html": "by.display_name",
        "eligibility/show.html": "by.display_name",
    },
    "mentor.browse": {"mentoring/_cards.html": "card.name person.display_name"},
    "mentor.check": {"mentoring/_office.html": "checked_by.display_name"},
    "mentor.recommend": {"home/team.html": "person.display_name"},
    "offer.answer": {
        "offers/_waiting.html": "made_by.display_name person.display_name",
        "offers/decline.html": "person.display_name",
    },
    "offer.make": {"offers/make.html": "mentor.display_name person.display_name"},
    "offer.read": {"offers/show.html": "made_by.display_name mentor.display_name"},
    "mentor.check_list": {"mentoring/waiting.html": "person.display_name"},
    "mentor.public_profile.read": {"mentoring/show.html": "mentor.display_name"},
    "mentorship.overview": {"together/overview.html": "mentor.display_name"},
    "mentorship.read": {"together/show.html": "mentor.display_name"},
    "office.list": {
        "organisations/_office.html": "agreed_by.full_name granted_by.full_name "
                                      "revoked_by.full_name",
        "organisations/find_for_office.html": "member.full_name",
        "organisations/office_history.html": "person.full_name",
        "organisations/offices.html": "person.full_name",
    },
    "privacy.handle": {"rights/handle.html": "person.display_name"},
    "request.inbox": {"mentoring/team_inbox.html": "mentor.display_name"},
    "request.read": {
        "mentoring/_request.html": "proposed_by.display_name",
        "mentoring/request.html": "mentor.display_name",
    },
    "results.prepared.read": {
        "publishing/_agreement.html": "other.display_name prepared_by.display_name",
    },
    "role.grant.unit_or_safeguarding_officer": {
        "organisations/give_office.html": "member.full_name",
    },
    "role.proposal.read": {
        "organisations/proposal.html": "asked_by.full_name person.full_name",
    },
    "role.revoke": {"organisations/revoke_office.html": "person.full_name"},
    "role.revoke.juror_in_contest": {
        "judging/juror.html": "person.display_name",
        "judging/replace.html": "person.display_name",
        "judging/tie.html": "person.display_name",
        "judging/withdraw_juror.html": "person.display_name",
    },
    "roster.import.read": {"rosters/preview.html": "known.name line.name"},
    "roster.line.edit": {
        "rosters/code.html": "line.name",
        "rosters/remove.html": "line.name",
        "rosters/slip.html": "line.name",
    },
    "roster.read": {
        "rosters/accounts.html": "details.name line.birth_year line.name",
        "rosters/print.html": "line.birth_year line.name",
        "rosters/roster.html": "line.birth_year line.name",
    },
    "safety.read": {
        "conversations/read_report.html": "author.full_name guardian.name reporter.full_name",
    },
    "score.own.read": {
        "transcripts/_of_card.html": "confirmed_by.display_name typed_by.display_name",
        "judging/_marks.html": "line.name",
        "judging/scoresheet.html": "line.name",
    },
    "score.own.write": {"judging/submission.html": "line.name"},
    "contest.change": {"contests/criteria.html": "….name"},  # a stage
    "score.progress_counts": {"judging/progress.html": "person.display_name"},
    "score.aggregate": {"judging/_since.html": "person.display_name ….name"},  # a stage
    "score.earlier.decide": {
        "judging/earlier_ruling.html": "asked_by.display_name person.display_name ….name",
    },
    "slip.code.make": {"slips/code.html": "slip.name", "slips/codes.html": "slip.name"},
    "slip.import.read": {"slips/preview.html": "line.birth_year line.name"},
    "slip.read": {
        "slips/_paper.html": "helper.display_name",
        "slips/show.html": "claimed_by.display_name helper.display_name slip.birth_year slip.name",
    },
    "slip.type": {"slips/_line.html": "claimed_by.display_name"},
    "tally.give": {"tallies/give.html": "by.display_name person.display_name"},
    "tally.read": {
        "tallies/over.html": "approved_by.display_name by.display_name",
        "tallies/show.html": "by.display_name",
    },
    "target.set": {"reports/targets.html": "by.full_name"},
    "team.invite.create_or_revoke": {"teams/invite.html": "person.full_name"},
    "team.member.take_out": {"teams/take_out.html": "person.full_name"},
    "team.owner.answer": {"teams/asked.html": "owner.full_name"},
    "team.owner.transfer": {"teams/hand_over.html": "person.full_name"},
    "weights.read": {"mentoring/weights.html": "by.display_name"},
    "team.mentors.read": {"ideas/_team.html": "mentor.display_name"},
    "team.member_names.read": {
        "ideas/_team.html": "person.display_name",
        "teams/_people.html": "mentor.display_name person.display_name person.full_name",
    },
    "thread.read": {"conversations/show.html": "author.display_name person.display_name"},
    "unit.read": {"home/unit.html": "one.name"},
    "user.search_by_name": {"members/search.html": "member.display_name member.full_name"},
}  # fmt: skip
