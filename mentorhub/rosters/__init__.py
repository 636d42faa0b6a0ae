"""Rosters: what officers keep of their units: branches and schools, and who belongs to them."""
