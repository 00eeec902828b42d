"""``govssg serve`` starts, answers on the loopback, and ends on Ctrl-C without a complaint."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from cli.helpers import PACKAGE_ROOT, start
from project import PortalMaker, article


def started(root: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-u", "-m", "govssg", "serve", *arguments],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(PACKAGE_ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.mark.slow
def test_the_portal_is_shown_until_ctrl_c(portal: PortalMaker) -> None:
    draft = article("草稿一篇").replace("source:", "draft: true\nsource:")
    project = portal(f"-- content/county/east/news/a.md --\n{draft}")
    process = started(project.root, "--port", "0", "-D", "--clock", "2026-11-22")
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/", line)
        assert address, line
        with urllib.request.urlopen(f"{address[0]}east/news/a.html", timeout=30) as answer:  # noqa: S310
            assert "草稿一篇" in answer.read().decode()
        process.send_signal(signal.SIGINT)
        rest = process.communicate(timeout=30)[0]
    finally:
        process.kill()

    assert process.returncode == 0
    assert "Traceback" not in rest


def test_a_port_that_is_taken_leaves_with_2_and_says_what_to_do(portal: PortalMaker) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        done = start(portal("").root, "serve", "--port", str(number))

    assert done.code == 2
    assert str(number) in done.err
    assert "Traceback" not in done.err
