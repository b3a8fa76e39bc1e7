"""Questions about procurement, one module for each section of the page."""
