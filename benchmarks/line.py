"""A network line of known speed: what is sent over it is counted, and waits where it must."""

import time
from dataclasses import dataclass, field
from threading import Lock

PIECE_BYTES = 8192


@dataclass
class Line:
    """Shared by all connections: bits per second (0: as fast as it goes), a delay per request."""

    name: str
    bits_per_second: float = 0
    request_seconds: float = 0
    sent_bytes: int = 0
    requests: int = 0
    _free_at: float = 0
    _lock: Lock = field(default_factory=Lock, repr=False)

    def begin(self) -> None:
        """One more request; its answer comes after a round trip."""
        with self._lock:
            self.requests += 1
        time.sleep(self.request_seconds)

    def pass_through(self, size_bytes: int) -> None:
        """Wait until so many bytes have gone through, behind all that were there before."""
        with self._lock:
            self.sent_bytes += size_bytes
            if not self.bits_per_second:
                return
            start = max(self._free_at, time.monotonic())
            self._free_at = start + 8 * size_bytes / self.bits_per_second
            wait = self._free_at - time.monotonic()
        time.sleep(max(0.0, wait))

    def reset(self) -> None:
        """Count from zero."""
        with self._lock:
            self.sent_bytes = self.requests = 0


def localhost() -> Line:
    """No limit but the machine's own."""
    return Line("localhost")


def fast_4g() -> Line:
    """9 Mbit/s and 60 ms, a good mobile connection (Lighthouse's "Fast 4G")."""
    return Line("fast 4G", bits_per_second=9e6, request_seconds=0.060)
