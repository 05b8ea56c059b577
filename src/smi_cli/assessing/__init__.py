"""Answers to assessment: pure, exact and total. No disk, no clock, no exceptions."""
