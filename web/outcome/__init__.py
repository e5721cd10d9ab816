"""A fair's own report: what `fairs` counted and was told, beside the agreements that `matching` knows of it."""
