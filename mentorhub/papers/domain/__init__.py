"""What a file may be, and how it is called."""
