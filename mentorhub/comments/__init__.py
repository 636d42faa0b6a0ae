"""Comments: what readers say under an idea, and what its officer does about those out of place."""
