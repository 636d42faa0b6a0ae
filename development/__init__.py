"""What `tasks.py` does: the environment, the demo, the checks. Standard library only."""
