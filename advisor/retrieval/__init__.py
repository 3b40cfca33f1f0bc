"""Finding the advice points that a question needs."""
