"""`python -m services.notifications`."""

from services.notifications.service import SERVICE
from shared.messaging import run

if __name__ == "__main__":
    run(SERVICE)
