"""Figures that anyone can recompute."""
