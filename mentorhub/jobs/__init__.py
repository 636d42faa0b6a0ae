"""Jobs: work done by the worker, claimed with a lease, tried again when a worker dies."""
