"""A standalone Spark cluster on loopback: a master and workers as processes of this test run."""

import re
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyspark

SPARK_CLASS = Path(pyspark.__file__).parent / "bin/spark-class"
_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Standalone:
    """The address of the master, and the processes of the workers."""

    master: str
    workers: tuple[subprocess.Popen[bytes], ...]

    def kill_executor(self) -> int:
        """Kill one executor, with everything it runs, as a power cut would; return its process."""
        for worker in self.workers:
            for executor in children(worker.pid):
                below = [executor, *(each for child in children(executor) for each in (child, *children(child)))]
                for process in below:
                    subprocess.run(["kill", "-KILL", str(process)], check=False)
                return executor
        raise AssertionError("no executor is running")


def children(process: int) -> list[int]:
    """Return the processes that a process has started."""
    found = subprocess.run(["pgrep", "-P", str(process)], capture_output=True, text=True, check=False)
    return [int(each) for each in found.stdout.split()]


@contextmanager
def standalone(folder: Path, workers: int = 2) -> Iterator[Standalone]:
    """Run a master and so many workers of one core each until the block ends."""
    processes: list[subprocess.Popen[bytes]] = []
    try:
        log = folder / "master.log"
        deploy = "org.apache.spark.deploy"
        processes.append(
            _start(log, f"{deploy}.master.Master", "--host", "127.0.0.1", "--port", "0", "--webui-port", "0")
        )
        master = _said(log, r"Starting Spark master at (spark://\S+)")
        for number in range(workers):
            log = folder / f"worker{number}.log"
            options = ["--host", "127.0.0.1", "--webui-port", "0", "--cores", "1", "--memory", "1g"]
            options += ["--work-dir", str(folder / f"worker{number}")]
            processes.append(_start(log, f"{deploy}.worker.Worker", *options, master))
            _said(log, r"Successfully registered with (master)")
        yield Standalone(master, tuple(processes[1:]))
    finally:
        for process in reversed(processes):
            process.send_signal(signal.SIGTERM)
            process.wait(_SECONDS)


def _start(log: Path, *command: str) -> subprocess.Popen[bytes]:
    with log.open("wb") as stream:
        return subprocess.Popen([str(SPARK_CLASS), *command], stdout=stream, stderr=subprocess.STDOUT)


def _said(log: Path, words: str) -> str:
    """Wait until a log says these words; return what stands in their brackets."""
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end:
        if found := re.search(words, log.read_text("utf-8", "replace")):
            return found[1]
        time.sleep(0.2)
    raise AssertionError(f"{log.name} never said {words}:\n{log.read_text('utf-8', 'replace')[-2000:]}")
