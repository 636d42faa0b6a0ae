"""Rounds that bring many teams and mentors of one unit together at once.

Words used here: a *cohort* is a choice of teams and mentors; a *wish* a pair somebody fixed or
forbade; the *dial* says whether the worst served team counts or the total; a *sending* is an
ordinary request that came from a cohort.
"""
