"""Questions about implementation, one module for each section of the page."""
