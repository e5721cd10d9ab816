"""What Prometheus sees of a service process."""

from prometheus_client import Counter, Gauge, Histogram

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)

handled = Histogram(
    "chophien_messages_seconds",
    "Time to answer a request or react to an event",
    ("message", "outcome"),
    buckets=BUCKETS,
)
waiting = Gauge("chophien_requests_in_hand", "Requests accepted and not yet answered")
published = Counter("chophien_events_published_total", "Events handed to the stream")
outbox_length = Gauge("chophien_outbox_length", "Events committed and not yet published, as last seen")
dead_letters = Counter("chophien_dead_letters_total", "Events given up after their last delivery", ("subject",))
