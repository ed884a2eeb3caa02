"""While serving: what may be written when the pages are there already, since no page needs it to be shown.

An editor waits for a page. The search index and the exports take a quarter of the time of making the site, and are
asked for by their own addresses; whoever asks sooner waits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Thread
from typing import Any

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
"""A WSGI application, as PEP 3333 defines it."""


class Afterwards:
    """One piece of work that is done while pages are read already."""

    def __init__(self) -> None:
        self._running: Thread | None = None

    def begin(self, work: Callable[[], None]) -> None:
        """Begin with it; what was begun before is done first."""
        self.wait()
        self._running = Thread(target=work, name="afterwards")
        self._running.start()

    def wait(self) -> None:
        """Go on when it is done, if there is any."""
        running = self._running
        if running is not None:
            running.join()

    def waiting_at(self, parts: Iterable[str], application: Application) -> Application:
        """A server's application that answers for some folders only when the work is done.

        Args:
            parts: the folders, `/search/`, wherever they stand in an address.
            application: what answers.
        """
        folders = tuple(parts)

        def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            if any(folder in environ.get("PATH_INFO", "") for folder in folders):
                self.wait()
            return application(environ, start_response)

        return answer


SERVED = Afterwards()
"""That of the process: MkDocs reads its settings and its hooks anew for each state of the site."""
