"""What is said when the program itself fails: a short apology and a log with the traceback."""

import platform
import sys
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

import click

from govssg import __version__
from govssg.cli.root import project_root


def apologise(error: BaseException) -> None:
    """Write the traceback to a file and say where it is."""
    path = _write(_folder(), error)
    click.echo(
        "抱歉，程序出错了，这不是您的问题。 Sorry, this is a fault of govssg, not yours.", err=True
    )
    click.echo(f"  {type(error).__name__}: {error}", err=True)
    if path:
        click.echo(f"  请把这个文件发给维护人员 please send this file: {path}", err=True)


def _folder() -> Path:
    root = project_root(Path.cwd())
    return root / ".govssg" if root else Path(tempfile.gettempdir())


def _write(folder: Path, error: BaseException) -> Path | None:
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    path = folder / f"crash-{stamp}.log"
    head = f"govssg {__version__}, Python {platform.python_version()}, {platform.platform()}\n"
    text = head + " ".join(sys.argv[1:]) + "\n\n" + "".join(traceback.format_exception(error))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError:
        return None
    return path
