"""Asking and being heard on the bus: what web needs of it too, without the services' database."""
