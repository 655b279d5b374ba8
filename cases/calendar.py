"""Chinese working days."""
