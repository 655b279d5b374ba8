"""What the town hall has published, and how the answering sentence is found in it."""
