"""The desk's connections: how many, how long, and the server that holds them.

The only importer of uvicorn, which by itself lets a connection that asks for nothing stay for ever,
and refuses everybody where such connections are many. Here they make room for others.
"""

from __future__ import annotations

import asyncio
import errno
import socket  # noqa: TID251 (the desk is asked on loopback, and asks nobody)
import sys
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle
from uvicorn.server import ServerState

from bookbuild.desk.guard import Guard, standing_headers
from bookbuild.desk.live import Desk
from bookbuild.report import BookbuildError

LOOPBACK = "127.0.0.1"
MOST_WAITING = 64
"""So many connections may be open without a request; one more closes the oldest of them."""
_MOST_AT_ALL = 256
_AT_THE_DOOR = 1024
_PORTS_TRIED = 20
_PATIENCE = 15.0
"""Seconds in which a request must have arrived, and in which an answer must have gone on."""

Changes = AsyncIterator[frozenset[Path]]


@dataclass(frozen=True, slots=True)
class Opened:
    """The desk is open: its address, whether it is another port than asked for, how to end it."""

    address: str
    port: int
    moved: bool
    stop: Callable[[], None]


def bound(port: int, host: str = LOOPBACK) -> socket.socket:
    """Return a socket on this machine's own port, or on the next one that is free.

    ``port`` 0 takes any. Raises `BookbuildError` where there is none, or where it may not be.
    """
    last = min(port + _PORTS_TRIED, 65536) if port else 1
    for each in range(port, last):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        # asyncio sends without delay only on what says by name that it is TCP.
        own = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        if sys.platform != "win32":
            own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            own.bind((host, each))
            own.listen(MOST_WAITING)
        except OSError as problem:
            own.close()
            if problem.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise BookbuildError(f"The desk cannot be opened here: {problem}.") from problem
        else:
            own.setblocking(False)
            return own
    raise BookbuildError(
        f"The ports {port} to {last - 1} of this machine are taken. Name another one with --port."
    )


def serve(
    desk: Desk,
    changes: Changes,
    own: socket.socket,
    app: Guard,
    on_ready: Callable[[Opened], None],
    asked: int = 0,
) -> None:
    """Keep the desk open until it is told to stop, or the process is.

    ``own`` is what `bound` gave, ``app`` what answers there, ``asked`` the port that was asked
    for. In the main thread an interruption ends it at once, and is raised again as what it was.
    """
    try:
        asyncio.run(_serve(desk, changes, own, app, on_ready, asked))
    finally:
        own.close()
        desk.close()


async def _serve(
    desk: Desk,
    changes: Changes,
    own: socket.socket,
    app: Guard,
    on_ready: Callable[[Opened], None],
    asked: int,
) -> None:
    config = uvicorn.Config(
        app,
        http=_Connection,
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        backlog=MOST_WAITING,
    )
    server = _Server(config, desk)
    loop = asyncio.get_running_loop()
    host, port = own.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host

    def stop() -> None:
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(server.stop)

    opened = Opened(f"http://{shown}:{port}/", port, asked not in (0, port), stop)
    server.on_started = lambda: on_ready(opened)
    work = asyncio.create_task(desk.run(changes))
    try:
        await server.serve(sockets=[own])
    finally:
        work.cancel()
        with suppress(asyncio.CancelledError):
            await work


class _Server(uvicorn.Server):
    """uvicorn, which says when it is open, and ends without waiting for who is connected."""

    def __init__(self, config: uvicorn.Config, desk: Desk) -> None:
        super().__init__(config)
        self.server_state = _Held()
        self._desk = desk
        self.on_started: Callable[[], None] = lambda: None

    def stop(self) -> None:
        """End at the next tick, a tenth of a second away."""
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Open, and say so."""
        await super().startup(sockets)
        for own in sockets or ():
            own.listen(_AT_THE_DOOR)  # more than are let in at once
        self.on_started()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let everybody go, those who neither ask nor take what they asked for, too."""
        self._desk.dismiss()
        await asyncio.sleep(0.02)
        for connection in tuple(self.server_state.connections):
            connection.transport.abort()
        await asyncio.sleep(0)
        await super().shutdown(sockets)


class _Held(ServerState):
    """The connections of a server; ``waiting`` are those without a request, the oldest first."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: OrderedDict[_Connection, None] = OrderedDict()


class _Connection(H11Protocol):
    """A connection that must ask something, and must take what it asked for."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait; who waited longest makes room where too many do."""
        super().connection_made(transport)
        self._deadline: asyncio.TimerHandle | None = None
        self._stalled: asyncio.TimerHandle | None = None
        if len(self.connections) > _MOST_AT_ALL:
            transport.abort()
        else:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget everything about it."""
        self._wait_no_more()
        if self._stalled is not None:
            self._stalled.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came; a request that is whole ends the waiting."""
        super().data_received(data)
        if self._is_answering():
            self._wait_no_more()

    def on_response_complete(self) -> None:
        """Wait for the next request, and for this answer to be taken."""
        self._wait()
        super().on_response_complete()
        if self._is_answering():
            self._wait_no_more()  # it had sent one more request already

    def pause_writing(self) -> None:
        """Wait for the answer to be taken."""
        super().pause_writing()
        self._stalled = self.loop.call_later(_PATIENCE, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on with the answer."""
        if self._stalled is not None:
            self._stalled.cancel()
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        """Answer what is no request, with what stands on every answer."""
        if self._is_answering():
            self.transport.abort()
            return
        body = f"{msg}\n".encode()
        lines = [
            b"HTTP/1.1 400 Bad Request",
            b"content-type: text/plain; charset=utf-8",
            b"content-length: " + str(len(body)).encode(),
            b"connection: close",
            b"cache-control: no-store",
            *(name + b": " + value for name, value in standing_headers("")),
        ]
        self.transport.write(b"\r\n".join((*lines, b"", body)))
        self.transport.close()

    def _is_answering(self) -> bool:
        cycle = self._cycle()
        return cycle is not None and not cycle.response_complete

    def _cycle(self) -> RequestResponseCycle | None:
        return self.cycle  # None before the first request, whatever its type says

    def _wait(self) -> None:
        self._wait_no_more()
        self._deadline = self.loop.call_later(_PATIENCE, self.transport.abort)
        waiting = self._waiting()
        waiting[self] = None
        if len(waiting) > MOST_WAITING:
            oldest, _ = waiting.popitem(last=False)
            oldest.transport.abort()

    def _wait_no_more(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
        self._waiting().pop(self, None)

    def _waiting(self) -> OrderedDict[_Connection, None]:
        assert isinstance(self.server_state, _Held)
        return self.server_state.waiting
