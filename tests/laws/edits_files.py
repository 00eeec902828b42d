"""Edits of pictures and downloads."""

from desk import FILES, Desk
from texts import picture


def _place(desk: Desk) -> str:
    site = desk.site()
    column = desk.luck.choice(desk.columns(site))
    return f"{desk.root_of(site)}/{column}/{desk.luck.choice(FILES)}"


def put(desk: Desk) -> str:
    """Add a file, or put another in its place."""
    path = _place(desk)
    size = desk.luck.choice((1, 9, 400, 1500, 70_000))
    data = picture(size, 2 * size) if path.endswith(".png") else b"x" * size
    desk.write_bytes(path, data)
    return f"{path} {size}"


def take(desk: Desk) -> str:
    """Take a file away."""
    files = [path for name in FILES for path in desk.below("content", name)]
    if not files:
        return put(desk)
    path = desk.luck.choice(files)
    desk.project.remove(path)
    return path


def refused(desk: Desk) -> str:
    """Put a file that is not published."""
    names = ("news/x.exe", "news/con.pdf", "news/.dot", "robots.txt", "elder/a.txt")
    path = f"{desk.root_of(desk.site())}/{desk.luck.choice(names)}"
    desk.write_bytes(path, b"x")
    return path


def move_file(desk: Desk) -> str:
    files = [path for name in FILES for path in desk.below("content", name)]
    if not files:
        return put(desk)
    path, to = desk.luck.choice(files), _place(desk)
    desk.project.move(path, to)
    return f"{path} {to}"


EDITS = {put: 5, take: 3, refused: 1, move_file: 1}
