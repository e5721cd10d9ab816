"""Reading what buyers write: free text in five languages into the fields of a demand, nothing guessed silently."""
