"""`python -m services.matching`."""

from services.matching.service import SERVICE
from shared.messaging import run

if __name__ == "__main__":
    run(SERVICE)
