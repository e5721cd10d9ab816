"""How ready listings are for their markets."""
