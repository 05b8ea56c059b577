"""Assessments, blueprints and problems to text: one file for each format."""
