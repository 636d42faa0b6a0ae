"""Teams: people who work on an idea together, and the mentors tied to them."""
