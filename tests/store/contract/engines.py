"""Servers for the contract and the bench, started from their packages: Sail, and Apache Spark as a cluster.

A package that is missing fails the test that needs it, with what to install; nothing is left out.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pyspark

NOT_INSTALLED = "The contract needs the engines: pip install -c constraints.txt -e '.[engines,test]'"
_PATIENCE = 90


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def process(*command: str, env: dict[str, str] | None = None, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A program in the background for as long as this is open."""
    with log.open("wb") as said:
        run = subprocess.Popen(command, stdout=said, stderr=said, env={**os.environ, **(env or {})})
        try:
            yield run
        finally:
            run.kill()
            run.wait()


def wait_for(port: int, run: subprocess.Popen[bytes], log: Path) -> None:
    """Until the program listens; where it ends before, what it said last."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and run.poll() is None:
        with socket.socket() as tried:
            tried.settimeout(0.2)
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"{NOT_INSTALLED}\n{log.read_text(errors='replace')[-2000:]}")


@contextmanager
def sail(folder: Path, port: int, *, cluster: bool = False) -> Iterator[subprocess.Popen[bytes]]:
    """A Sail server; as a cluster, with two workers."""
    mode = {"SAIL_MODE": "local-cluster", "SAIL_CLUSTER__WORKER_INITIAL_COUNT": "2"} if cluster else {}
    log = folder / f"sail-{port}.log"
    serve = f"from pysail.spark import SparkConnectServer as S; S('127.0.0.1', {port}).start(background=False)"
    with process(sys.executable, "-c", serve, env={"RUST_LOG": "error", **mode}, log=log) as run:
        wait_for(port, run, log)
        yield run


@dataclass(frozen=True)
class Cluster:
    """The workers of a cluster, and how one more is started."""

    workers: list[subprocess.Popen[bytes]]
    start_worker: Callable[[], subprocess.Popen[bytes]]


@contextmanager
def spark(folder: Path, port: int) -> Iterator[Cluster]:
    """A standalone Apache Spark cluster of two workers with a Connect server in front. Needs Java 17 or newer."""
    home = Path(pyspark.__file__).parent
    master, address = free_port(), "127.0.0.1"
    started = f"spark://{address}:{master}"
    run_class, here = str(home / "bin" / "spark-class"), {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": address}
    with ExitStack() as running:

        def start(name: str, *command: str) -> subprocess.Popen[bytes]:
            return running.enter_context(process(*command, env=here, log=folder / f"{name}.log"))

        where = ("--host", address, "--port", str(master), "--webui-port", "0")
        wait_for(master, start("master", run_class, f"{_DEPLOY}.master.Master", *where), folder / "master.log")
        small = ("--host", address, "-c", "1", "-m", "1g", "--webui-port", "0")
        numbers = count(1)

        def start_worker() -> subprocess.Popen[bytes]:
            n = next(numbers)
            return start(
                f"worker-{n}", run_class, f"{_DEPLOY}.worker.Worker", *small, "-d", str(folder / f"w{n}"), started
            )

        workers = [start_worker(), start_worker()]
        settings = {
            "spark.connect.grpc.binding.port": port,
            "spark.driver.host": address,
            "spark.ui.enabled": "false",
            "spark.executor.memory": "1g",
            "spark.sql.shuffle.partitions": 4,
        }
        said = [word for name, value in settings.items() for word in ("--conf", f"{name}={value}")]
        jar = next((home / "jars").glob("spark-connect_*.jar"))
        front = ("--master", started, "--class", _CONNECT, *said, str(jar))
        wait_for(port, start("connect", str(home / "bin" / "spark-submit"), *front), folder / "connect.log")
        yield Cluster(workers, start_worker)


_DEPLOY = "org.apache.spark.deploy"
_CONNECT = "org.apache.spark.sql.connect.service.SparkConnectServer"
