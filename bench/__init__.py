"""Measurements: accuracy against labels, speed, memory; each prints what the docs state."""
