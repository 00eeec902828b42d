"""Git, asked by its own program: objects, trees and blobs."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


class GitError(Exception):
    """Git could not answer; carries what it said."""


def run_git(root: Path, *arguments: str, stdin: bytes | None = None) -> bytes:
    """Give the output of one git command run in ``root``.

    Raises:
        GitError: git is missing, this is no repository, or the revision is unknown.
    """
    command = _command(root, *arguments)
    try:
        done = subprocess.run(command, input=stdin, capture_output=True, check=False)
    except FileNotFoundError as error:
        raise GitError("git is not installed") from error
    if done.returncode:
        raise GitError(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout


def _command(root: Path, *arguments: str) -> list[str]:
    return ["git", "-C", str(root), "-c", "core.quotepath=off", *arguments]


class Objects:
    """One running git that gives any number of objects, each asked for by name."""

    def __init__(self, asked: IO[bytes], given: IO[bytes], said: IO[bytes]) -> None:
        self._asked = asked
        self._given = given
        self._said = said

    def get(self, name: str) -> tuple[str, bytes] | None:
        """Give id and bytes of an object such as ``main^{commit}``, or nothing if there is none.

        Raises:
            GitError: this is no repository.
        """
        if "\n" in name:  # git reads one name a line
            return None
        try:
            os.write(self._asked.fileno(), f"{name}\n".encode("utf-8", "surrogateescape"))
        except BrokenPipeError:
            raise self._error() from None
        head = self._given.readline()
        if not head:
            raise self._error()
        found, _, size = head.rpartition(b" ")
        if not size.strip().isdigit():
            return None
        data = self._given.read(int(size) + 1)
        return found.split(b" ")[0].decode(), data[:-1]

    def _error(self) -> GitError:
        return GitError(self._said.read().decode("utf-8", "replace").strip())


@contextmanager
def open_objects(root: Path) -> Iterator[Objects]:
    """Give access to the objects of a repository while the context lasts.

    Raises:
        GitError: git is missing.
    """
    command = _command(root, "cat-file", "--batch")
    pipe = subprocess.PIPE
    try:
        process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe)
    except FileNotFoundError as error:
        raise GitError("git is not installed") from error
    with process:
        assert process.stdin is not None  # noqa: S101 - all three are pipes
        assert process.stdout is not None  # noqa: S101
        assert process.stderr is not None  # noqa: S101
        yield Objects(process.stdin, process.stdout, process.stderr)


def list_tree(
    root: Path, tree: str, *folders: str, deep: bool = True
) -> Iterator[tuple[str, str, int]]:
    """Give (path, blob id, size) of the regular files of a tree or commit.

    Args:
        root: the repository.
        tree: id of the tree or commit; paths are given from there.
        folders: look only below these.
        deep: look into folders at all.
    """
    how = ("-r",) if deep else ()
    out = run_git(root, "ls-tree", *how, "-z", "--long", "--full-tree", tree, "--", *folders)
    for record in out.split(b"\0"):
        if not record:
            continue
        head, _, path = record.partition(b"\t")
        mode, _kind, blob, size = head.split()
        if mode in {b"100644", b"100755"}:
            yield path.decode("utf-8", "surrogateescape"), blob.decode(), int(size)


def read_blobs(root: Path, blobs: list[str]) -> Iterator[bytes]:
    """Give the bytes of blobs, in their order, from one git process."""
    if not blobs:
        return
    out = run_git(root, "cat-file", "--batch", stdin="\n".join(blobs).encode() + b"\n")
    position = 0
    for _blob in blobs:
        end = out.index(b"\n", position)
        size = int(out[position:end].split()[2])
        yield out[end + 1 : end + 1 + size]
        position = end + size + 2
