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
    sent: list[tuple[float, int]] = field(default_factory=list)
    """When so many bytes had gone through, by the system's clock."""
    asked: list[float] = field(default_factory=list)
    """When a request came."""
    _free_at: float = 0
    _lock: Lock = field(default_factory=Lock, repr=False)

    def begin(self) -> None:
        """One more request; its answer comes after a round trip."""
        with self._lock:
            self.asked.append(time.time())
        time.sleep(self.request_seconds)

    def pass_through(self, size_bytes: int) -> None:
        """Wait until so many bytes have gone through, behind all that were there before."""
        with self._lock:
            now = time.monotonic()
            if self.bits_per_second:
                self._free_at = max(self._free_at, now) + 8 * size_bytes / self.bits_per_second
            wait = max(0.0, self._free_at - now)
            self.sent.append((time.time() + wait, size_bytes))
        time.sleep(wait)

    def sent_bytes(self, until: float = float("inf")) -> int:
        """What had gone through by that time."""
        return sum(size for when, size in self.sent if when <= until)

    def requests(self, until: float = float("inf")) -> int:
        """How many had come by that time."""
        return sum(when <= until for when in self.asked)

    def quiet_seconds(self) -> float:
        """How long nothing has been asked for or sent."""
        last = max([when for when, _ in self.sent[-1:]] + self.asked[-1:], default=0)
        return time.time() - last

    def reset(self) -> None:
        """Count from zero."""
        with self._lock:
            self.sent.clear()
            self.asked.clear()


def localhost() -> Line:
    """No limit but the machine's own."""
    return Line("localhost")


def fast_4g() -> Line:
    """9 Mbit/s and 60 ms, a good mobile connection (Lighthouse's "Fast 4G")."""
    return Line("fast 4G", bits_per_second=9e6, request_seconds=0.060)
