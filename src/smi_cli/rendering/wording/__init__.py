"""The sentences of a report, the same in every format; all names in them come from the questionnaire."""
