"""What is written after the pages is there for whoever asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Event
from typing import Any

from macros.afterwards import Afterwards


def _answering(done: list[str]) -> Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]:
    return lambda environ, start_response: [f"{environ['PATH_INFO']} {done}".encode()]


def test_pages_are_answered_at_once_and_what_is_being_written_when_it_is_there() -> None:
    """Whatever is asked first."""
    goes_on, done, afterwards = Event(), [], Afterwards()

    def write() -> None:
        goes_on.wait(10)
        done.append("written")

    afterwards.begin(write)
    answer = afterwards.waiting_at(["/search/"], _answering(done))
    assert list(answer({"PATH_INFO": "/practices/x.html"}, print)) == [b"/practices/x.html []"]
    goes_on.set()
    assert list(answer({"PATH_INFO": "/search/index.json"}, print)) == [b"/search/index.json ['written']"]


def test_two_pieces_of_work_are_done_one_after_the_other() -> None:
    """The next state of the site is written when the last one is."""
    done: list[int] = []
    afterwards = Afterwards()
    for number in range(5):
        afterwards.begin(lambda number=number: done.append(number))
    afterwards.wait()
    assert done == [0, 1, 2, 3, 4]


def test_without_work_nobody_waits() -> None:
    """Before the first site, and when all is done."""
    afterwards = Afterwards()
    afterwards.wait()
    afterwards.begin(lambda: None)
    afterwards.wait()
    afterwards.wait()
