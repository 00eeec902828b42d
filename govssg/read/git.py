"""Git, asked by its own program: trees, blobs and what is ignored."""

import subprocess
from collections.abc import Iterator
from pathlib import Path


class GitError(Exception):
    """Git could not answer; carries what it said."""


def run_git(root: Path, *arguments: str, stdin: bytes | None = None) -> bytes:
    """Give the output of one git command run in ``root``.

    Raises:
        GitError: git is missing, this is no repository, or the revision is unknown.
    """
    command = ["git", "-C", str(root), "-c", "core.quotepath=off", *arguments]
    try:
        done = subprocess.run(command, input=stdin, capture_output=True, check=False)
    except FileNotFoundError as error:
        raise GitError("git is not installed") from error
    if done.returncode:
        raise GitError(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout


def resolve_revision(root: Path, revision: str) -> str:
    """Give the full commit id of a revision such as ``main`` or ``HEAD~1``."""
    out = run_git(root, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    return out.decode().strip()


def list_tree(root: Path, commit: str, folders: tuple[str, ...]) -> Iterator[tuple[str, str, int]]:
    """Give (path, blob id, size) of every regular file below the folders of a commit."""
    out = run_git(root, "ls-tree", "-r", "-z", "--long", "--full-tree", commit, "--", *folders)
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
