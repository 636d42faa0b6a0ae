"""Ideas: written by young people, approved by their unit, helped, and followed until in use."""
