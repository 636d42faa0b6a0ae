"""Units: the tree a person belongs to (province → commune, ward, special zone → branch)."""
