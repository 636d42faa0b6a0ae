"""Distance between communes."""

from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS = 6371.0088

Point = tuple[float, float]


def kilometres(one: Point, other: Point) -> float:
    """Great-circle distance between (latitude, longitude) in degrees."""
    (latitude, longitude), (latitude_2, longitude_2) = one, other
    phi, phi_2 = radians(latitude), radians(latitude_2)
    north = sin((phi_2 - phi) / 2) ** 2
    east = sin(radians(longitude_2 - longitude) / 2) ** 2
    return 2 * EARTH_RADIUS * asin(sqrt(north + cos(phi) * cos(phi_2) * east))
