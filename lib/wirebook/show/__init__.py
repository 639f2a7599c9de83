"""Frames and text into figures and HTML fragments. Knows nothing of where they came from."""
