"""Everybody sees their own dates; a feed is read by whoever holds its secret address."""

from mentorhub.contests import rules as contests
from mentorhub.platform.permissions import anyone, permit, signed_in

READ = contests.READ
OWN = permit("calendar.own", signed_in)
FEED = permit("calendar.feed", anyone)
