"""Kinds of case and their limits, as data (cases/kinds.toml)."""
