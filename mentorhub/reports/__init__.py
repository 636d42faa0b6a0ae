"""Reports: units against their targets, how they stand in public, the list for the portal."""
