"""How people, tags and texts are brought together, and why.

Words used here: a *concept* is a tag with labels in three languages; an *alias* another way to
write it; an *index* what the worker learnt from the mentors' words; a *reason* one named part of a
score.
"""
