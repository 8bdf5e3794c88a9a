"""What is left of the limits."""

from __future__ import annotations

import time

from planner.domain.solving import Limits


class Budget:
    """Counts time, or steps where a run must be repeatable; a step is a round of pricing or one neighbourhood."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.began = time.monotonic()
        self.steps = 0
        self.cancelled = False

    @property
    def seconds(self) -> float:
        """Time used [s]."""
        return time.monotonic() - self.began

    @property
    def done(self) -> float:
        """Share of the limits that is used, 0 to 1."""
        if self.limits.iterations is not None:
            return min(1.0, self.steps / max(1, self.limits.iterations))
        return min(1.0, self.seconds / self.limits.time_s) if self.limits.time_s > 0 else 1.0

    def cancel(self) -> None:
        """Stop at the next question."""
        self.cancelled = True

    def forgive(self, seconds: float) -> None:
        """Let time that has passed not count [s]."""
        self.began += seconds

    def stop(self) -> bool:
        """Tell whether to stop."""
        return self.cancelled or self.done >= 1.0

    def step(self) -> bool:
        """Count one step and tell whether to stop."""
        self.steps += 1
        return self.stop()
