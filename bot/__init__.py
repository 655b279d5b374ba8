"""The running program and everything that faces people."""
