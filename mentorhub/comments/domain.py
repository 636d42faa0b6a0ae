"""How long a comment is, how many are shown, and how often one writes."""

from datetime import timedelta

LONGEST = 1000
WHY_LONGEST = 400
ON_THE_IDEA = 5  # the newest ones stand under the idea itself
SIZE = 20  # a page of all of them
LITTLE_WHILE, MOST_IN_A_WHILE = timedelta(minutes=10), 5
MOST_IN_A_DAY = 30
