"""What ends a command early: wrong usage or configuration (2), trouble with the machine (3)."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EACCES, EDQUOT, ENOSPC, EPERM, EROFS

import click

from govssg.cli.words import say
from govssg.read.git import GitError
from govssg.read.snapshot import SourcesChangedError
from govssg.store.lock import TreeLockedError
from govssg.store.repair import ForeignTreeError


class WrongUsageError(click.ClickException):
    """The command cannot do what it was asked; exit code 2."""

    exit_code = 2

    def __init__(self, word: str, language: str = "zh", **arguments: object) -> None:
        super().__init__(say(word, language, **arguments))

    def show(self, file: object = None) -> None:  # noqa: ARG002 - click's signature
        """Print the message alone, without a traceback."""
        click.echo(f"govssg: {self.message}", err=True)


class MachineError(WrongUsageError):
    """The machine failed: disk full and the like; exit code 3."""

    exit_code = 3


_READ_ONLY = frozenset({EROFS, EACCES, EPERM})
_FULL = frozenset({ENOSPC, EDQUOT})


@contextmanager
def plain_words(language: str) -> Iterator[None]:
    """Tell the failures that are nobody's bug in plain words instead of a traceback."""
    try:
        yield
    except TreeLockedError as error:
        raise WrongUsageError("locked", language, holder=error.holder) from error
    except ForeignTreeError as error:
        words = {"path": error.folder, "example": error.example}
        raise WrongUsageError("foreign", language, **words) from error
    except GitError as error:
        raise WrongUsageError("git", language, reason=error) from error
    except SourcesChangedError as error:
        raise WrongUsageError("changing", language, path=error.path) from error
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _disk(error, language) from error


def _disk(error: OSError, language: str) -> WrongUsageError:
    path = error.filename or "?"
    if error.errno in _FULL:
        return MachineError("full", language, path=path)
    if error.errno in _READ_ONLY:
        return WrongUsageError("read-only", language, path=path)
    return MachineError("disk", language, path=path, reason=error.strerror or error)


def note(text: str) -> None:
    """Say something beside the result, on standard error."""
    click.echo(text, file=sys.stderr)
