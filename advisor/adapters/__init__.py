"""Real implementations of the ports; each is imported only when it is chosen."""
