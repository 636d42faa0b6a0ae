"""Who sees a desk: everybody their own, nobody another’s."""

from mentorhub.platform.permissions import permit, signed_in

SEE_OWN = permit("desk.read", signed_in)
