"""Digests: short names for bytes and values, the same on every machine."""

from hashlib import blake2b
from typing import Any
from zlib import crc32

from msgspec import msgpack
from msgspec.structs import astuple

SIZE = 16
"""Bytes of a digest: 128 bits."""

PART_SIZE = 6
"""Bytes of the digest of a field: it only has to differ from that field's former one."""

SEAL = 4
"""Bytes of a seal."""

_encode = msgpack.Encoder(order="deterministic").encode


def digest_bytes(data: bytes) -> str:
    """Give the digest of some bytes as 32 hexadecimal characters."""
    return blake2b(data, digest_size=SIZE).hexdigest()


def digest_value(value: Any) -> str:  # noqa: ANN401 - any frozen value
    """Give the digest of a value made of structs, tuples, text and numbers."""
    return digest_bytes(_encode(value))


def digest_fields(value: Any) -> tuple[tuple[str, str], ...]:  # noqa: ANN401 - a struct
    """Give a short digest of each field of a struct: the words in which changes are told."""
    fields = map(_encode, astuple(value))
    digests = [blake2b(field, digest_size=PART_SIZE).hexdigest() for field in fields]
    return tuple(zip(value.__struct_fields__, digests, strict=True))


def seal(data: bytes) -> bytes:
    """Give the checksum that precedes data: what is wrong in it would be believed for ever."""
    return crc32(data).to_bytes(SEAL, "big")
