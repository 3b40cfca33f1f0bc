"""Reviews a project brief: what it handles, what it forgot, with proof, and how to mend it."""
