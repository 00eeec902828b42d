"""The development server: plans in memory, pages on request, the browser kept up to date."""

from govssg.serve.server import PortTakenError, serve
from govssg.serve.settings import Settings

__all__ = ["PortTakenError", "Settings", "serve"]
