"""``python -m govssg`` is the same as ``govssg``."""

from govssg.cli import main

main()
