"""Digests: short names for bytes and values, the same on every machine."""

from hashlib import blake2b
from typing import Any
from zlib import crc32

from msgspec import msgpack
from msgspec.structs import astuple

SIZE = 16
"""Bytes of a digest: 128 bits."""

SEAL = 4
"""Bytes of a seal."""

_encode = msgpack.Encoder(order="deterministic").encode


def digest_bytes(data: bytes) -> str:
    """Give the digest of some bytes as 32 hexadecimal characters."""
    return blake2b(data, digest_size=SIZE).hexdigest()


def digest_value(value: Any) -> str:  # noqa: ANN401 - any frozen value
    """Give the digest of a value made of structs, tuples, text and numbers."""
    return digest_bytes(_encode(value))


def digest_fields(value: Any) -> tuple[str, tuple[tuple[str, str], ...]]:  # noqa: ANN401 - a struct
    """Give the digest of a struct, and a short one of each field: the words to tell changes in."""
    fields = [_encode(field) for field in astuple(value)]
    shorts = [f"{crc32(field):08x}" for field in fields]
    return digest_bytes(b"".join(fields)), tuple(zip(value.__struct_fields__, shorts, strict=True))


def seal(data: bytes) -> bytes:
    """Give the checksum that precedes data: what is wrong in it would be believed for ever."""
    return crc32(data).to_bytes(SEAL, "big")
