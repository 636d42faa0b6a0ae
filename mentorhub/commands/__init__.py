"""Commands: `flask demo`, `flask jobs`, `flask catalogues`, `flask grant`, `flask evaluate`."""
