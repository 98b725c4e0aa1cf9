"""What a reader must never do, done on purpose inside a worker."""

from __future__ import annotations

import ctypes
import os
import socket
import sys
import time
import urllib.request
from pathlib import Path


def hang() -> None:
    time.sleep(600)


def spin() -> None:
    while True:
        pass


def eat() -> int:
    kept = []
    while True:
        kept.append(bytearray(64 * 2**20))


def crash() -> None:
    ctypes.string_at(0)


def leave() -> None:
    os._exit(7)


def give_what_cannot_be_sent() -> object:
    return lambda: None


def call_out(port: int) -> list[str]:
    """Everything tried to get out, and what came of it."""

    def by_socket() -> None:
        socket.create_connection(("127.0.0.1", port), timeout=2)

    def by_url() -> None:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2)

    def by_name() -> None:
        socket.getaddrinfo("localhost", port)

    def by_the_inner_module() -> None:
        import _socket

        _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM).connect(("127.0.0.1", port))

    told = []
    for way in (by_socket, by_url, by_name, by_the_inner_module):
        try:
            way()
            told.append("out")
        except OSError as error:
            told.append(str(error))
    return told


def write_much(folder: str) -> str:
    try:
        with (Path(folder) / "much").open("wb") as file:
            for _ in range(1000):
                file.write(bytes(2**20))
    except OSError as error:
        return type(error).__name__
    return "written"


def shout() -> None:
    print("SHOUTED", flush=True)
    os.write(1, b"SHOUTED\n")
    os.write(2, b"SHOUTED\n")


class Panic(BaseException):
    """As a library in Rust raises it: no Exception."""


def panic() -> None:
    raise Panic


def main_modules() -> list[str]:
    """Which main scripts of the parent have been run here again."""
    return [name for name in ("__mp_main__",) if name in sys.modules and hasattr(sys.modules[name], "PARENT")]


def process_id() -> int:
    return os.getpid()
