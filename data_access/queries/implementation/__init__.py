"""Questions about how the programme is implemented, one module for each section."""
