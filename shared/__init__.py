"""What services and web share."""

import sys

vars(sys)["modules"].setdefault("rich", None)
# structlog imports rich where it finds it, for coloured tracebacks. Logs are JSON here: 5 MB a process (ADR 0025).
