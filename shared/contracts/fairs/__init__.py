"""What `fairs` answers and tells: a module for each noun."""
