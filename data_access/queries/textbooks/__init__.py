"""What is asked about textbooks, one module for each section of their page."""
