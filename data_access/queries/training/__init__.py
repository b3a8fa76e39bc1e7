"""What do pages ask about teacher training? One module for each question."""
