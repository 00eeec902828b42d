"""The server as a process: it starts by itself, says where it is, and stops when asked to."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from project import CLOCK, Project
from serve.running import Stream

from govssg.serve.settings import origin

START = """\
import sys
from govssg.serve import Settings, serve
serve(Settings(sys.argv[1], sys.argv[2], port=0))
"""


def test_ctrl_c_ends_it_even_while_a_browser_listens(project: Project, root: Path) -> None:
    command = [sys.executable, "-c", START, str(project.root), CLOCK]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stderr
        line = process.stderr.readline()
        port = int(line.partition("127.0.0.1:")[2].partition("/")[0])
        stream = Stream(port, "/", "")
        assert stream.next()[0] == "reload"

        begun = time.monotonic()
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()

        assert process.wait(10) == 0
    stream.close()
    assert time.monotonic() - begun < 5
    assert "Traceback" not in rest


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", "http://127.0.0.1:80"),
        ("localhost", "http://localhost:80"),
        ("::1", "http://[::1]:80"),
        ("0.0.0.0", "http://127.0.0.1:80"),  # noqa: S104 - an address to be turned into another
    ],
)
def test_the_origin_is_one_a_browser_can_open(host: str, expected: str) -> None:
    assert origin(host, 80) == expected


def test_wildcard_of_version_six_is_reached_on_the_loopback_of_its_own() -> None:
    assert origin("::", 80) == "http://[::1]:80"
