"""Proving sentences: quotations are checked exactly before anything else is tried."""
