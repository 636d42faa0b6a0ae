from mentorhub.platform.permissions import anyone, permit

LOOK_UP = permit("unit.look_up", anyone)
