"""How are workbooks written while earlier ones come in?"""

import multiprocessing
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

from dashboard import demonstration


@contextmanager
def written(folder: Path, scale: int = 1, parts: int = 1) -> Iterator[Iterator[demonstration.Step]]:
    """Give the steps of `demonstration.write`, written by a process that ends with this context.

    The steps raise what that process raised.
    """
    context = multiprocessing.get_context("spawn")
    received, sent = context.Pipe(duplex=False)
    writer = context.Process(target=_write, args=(folder, scale, parts, sent), daemon=True)
    writer.start()
    # Without an end of its own here, the pipe closes when the writer ends.
    sent.close()
    try:
        yield _steps(received)
    finally:
        received.close()
        writer.terminate()
        writer.join()


def _steps(received: Connection) -> Iterator[demonstration.Step]:
    while (step := received.recv()) is not None:
        if isinstance(step, Exception):
            raise step
        yield step


def _write(folder: Path, scale: int, parts: int, sent: Connection) -> None:
    """Write and tell of each step, of what went wrong, or None at the end."""
    # Whoever stops the command at the console stops the one who asked, and that one stops this.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        for step in demonstration.write(folder, scale, parts):
            sent.send(step)
        sent.send(None)
    except BrokenPipeError:
        return  # whoever asked is gone
    except Exception as error:
        sent.send(error)
