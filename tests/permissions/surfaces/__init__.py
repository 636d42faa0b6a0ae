"""Where each row of the matrix can be done or read: the registry the runner goes through."""

from tests.permissions.surfaces.reading import READING
from tests.permissions.surfaces.writing import WRITING

SURFACES = (*READING, *WRITING)
BY_ACTION = {
    action: [surface for surface in SURFACES if surface.action == action]
    for action in dict.fromkeys(surface.action for surface in SURFACES)
}
