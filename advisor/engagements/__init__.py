"""Engagement notes: reading, measures, timeline, signals, check-up, answers, import and export."""
