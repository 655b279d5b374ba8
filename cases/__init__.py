"""The case and its clocks: pure rules. A case and a fact go in, a changed case and an event come out."""
