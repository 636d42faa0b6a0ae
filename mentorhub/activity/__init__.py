"""Activity: what somebody did. The audit trail, the feed and the outbox in one row."""
