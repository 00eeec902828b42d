"""govssg: a static site generator for government portals of many sites."""

__version__ = "0.1.0"
