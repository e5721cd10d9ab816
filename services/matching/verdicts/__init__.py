"""A demand held against listings: each requirement met, unmet or unknown and why; the grades order them."""
