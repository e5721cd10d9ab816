"""`python -m services.fairs`."""

from services.fairs.service import SERVICE
from shared.messaging import run

if __name__ == "__main__":
    run(SERVICE)
