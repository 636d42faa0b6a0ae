"""Years and months as people here count them, targets, counts of units and of what is below."""
