"""The shell that carries every service: typed requests, transactions, outbox, relay, inbox, consumers."""

from shared.messaging.ports import Ports
from shared.messaging.process import run
from shared.messaging.service import Service
from shared.messaging.tables import messaging_tables
from shared.messaging.transaction import Reading, Transaction

__all__ = ["Ports", "Reading", "Service", "Transaction", "messaging_tables", "run"]
