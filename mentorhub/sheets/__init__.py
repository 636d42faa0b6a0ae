"""Lists as files people open with Excel: read, whatever program saved them, and written."""
