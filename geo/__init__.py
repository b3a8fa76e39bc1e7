"""The country's boundaries: where each unit lies, how it is drawn, and who drew it."""
