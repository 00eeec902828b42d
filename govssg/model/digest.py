"""Digests: short names for bytes and values, the same on every machine."""

from hashlib import blake2b
from typing import Any

from msgspec import msgpack

SIZE = 16
"""Bytes of a digest: 128 bits."""


def digest_bytes(data: bytes) -> str:
    """Give the digest of some bytes as 32 hexadecimal characters."""
    return blake2b(data, digest_size=SIZE).hexdigest()


def digest_value(value: Any) -> str:  # noqa: ANN401 - any frozen value
    """Give the digest of a value made of structs, tuples, text and numbers."""
    return digest_bytes(msgpack.encode(value, order="deterministic"))


def digest_fields(value: Any) -> tuple[tuple[str, str], ...]:  # noqa: ANN401 - a struct
    """Give a short digest of each field of a struct: the words in which changes are told."""
    return tuple(
        (name, blake2b(msgpack.encode(getattr(value, name)), digest_size=6).hexdigest())
        for name in value.__struct_fields__
    )
