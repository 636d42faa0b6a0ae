"""Members: finding people, an officer's page about one, and contacts read with a reason."""
