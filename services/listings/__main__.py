"""`python -m services.listings`."""

from services.listings.service import SERVICE
from shared.messaging import run

if __name__ == "__main__":
    run(SERVICE)
