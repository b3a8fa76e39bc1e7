"""What is asked of the money of the programme and of the sector? One module for each section."""
