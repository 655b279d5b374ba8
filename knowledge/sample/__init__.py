"""The sample town, as JSON files in the form of README.md."""
