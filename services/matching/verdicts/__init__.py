"""A demand held against listings: each requirement met, unmet or unknown with its reason, and the grade that orders them."""
