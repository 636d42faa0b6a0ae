"""Working together: what a team and its mentor agree on, their meetings, reviews and silences."""
