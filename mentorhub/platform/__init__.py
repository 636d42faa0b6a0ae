"""Platform: everything that knows no feature (database, access, forms, languages, files)."""
