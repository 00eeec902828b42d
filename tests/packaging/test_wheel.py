"""The wheel carries the theme, so govssg works in a repository of its own."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.mark.slow
def test_the_wheel_builds_a_new_repository_by_itself(root: Path, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "-q",
        "-w",
        str(tmp_path),
        str(root),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=280)
    [wheel] = tmp_path.glob("govssg-*.whl")
    unpacked = tmp_path / "unpacked"
    with zipfile.ZipFile(wheel) as file:
        names = set(file.namelist())
        file.extractall(unpacked)

    assert {"govssg/py.typed", "govssg/themes/intensive/theme.yaml"} <= names
    assert not [name for name in names if name.startswith(("content/", "sites/", "tests/"))]

    for words in (["init", "mine"], ["build", "--root", "mine", "--no-search"]):
        done = subprocess.run(
            [sys.executable, "-m", "govssg", *words],
            cwd=tmp_path,
            env={"PYTHONPATH": str(unpacked), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "mine" / "build" / "index.html").is_file()
