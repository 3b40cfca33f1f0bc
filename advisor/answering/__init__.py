"""Writing the answer: composing, declining, and making follow-ups stand alone."""
