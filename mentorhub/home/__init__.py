"""Home: the pages that gather several features (landing, dashboard, team, unit, search)."""
