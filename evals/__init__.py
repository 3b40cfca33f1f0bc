"""Measures the advice on labelled questions: a suite is cases, scorers and a gate."""
