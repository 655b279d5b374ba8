"""The record: what was said, the cases and their history, what has yet to leave."""
