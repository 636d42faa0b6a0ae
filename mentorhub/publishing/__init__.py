"""Publishing: the moment results become public, and what the public then sees for ever."""
