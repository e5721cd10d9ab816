"""`python -m services.registry`."""

from services.registry.service import SERVICE
from shared.messaging import run

if __name__ == "__main__":
    run(SERVICE)
