"""The code of conduct for mentors, by its edition; the words are in templates/mentoring/_code.html.

Whoever changes what the words ask of mentors gives them a new edition: then each mentor is shown
them again, and agrees by saving the profile, by accepting a team, or with one tap.
"""

CODE_EDITION = "2026-1"
