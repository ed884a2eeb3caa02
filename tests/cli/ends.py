"""A process that ends as when the system takes its memory back: at once, without a word. Run, or called in a worker."""

from __future__ import annotations

import os
import signal


def ends(*_: object) -> None:
    """End this process."""
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    ends()
