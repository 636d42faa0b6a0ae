"""MentorHub: from a rough idea to a published result, and to use in a commune."""
