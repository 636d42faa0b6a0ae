"""Who sees the console: whoever holds an office or runs a contest; it lists only their own."""

from mentorhub.platform.permissions import permit, signed_in

SEE_OWN = permit("console.read", signed_in)
