"""Hosts that nothing on the public internet can reach.

Sources: the special-purpose address registries of IANA (RFC 6890, RFC 6598 for carrier-grade NAT), RFC 6761 and
RFC 6762 for reserved names, RFC 8375 for ``home.arpa``; ICANN keeps ``.internal`` for private use. The addresses and
names that are set aside for documentation (192.0.2.0/24, ``example.com`` …) stand for public hosts here, because
that is what authors mean by them.
"""

from __future__ import annotations

import re

from replint.replicate_api.parts import HOLE, is_known

_V4_RANGES = (
    ("0.0.0.0/8", "is the unspecified address"),
    ("10.0.0.0/8", "is a private address"),
    ("100.64.0.0/10", "is an address behind carrier-grade NAT"),
    ("127.0.0.0/8", "is a loopback address"),
    ("169.254.0.0/16", "is a link-local address"),
    ("172.16.0.0/12", "is a private address"),
    ("192.0.0.0/24", "is a reserved address"),
    ("192.168.0.0/16", "is a private address"),
    ("198.18.0.0/15", "is a reserved address"),
    ("224.0.0.0/4", "is a multicast address"),
    ("240.0.0.0/4", "is a reserved address"),
)
_V6_RANGES = (
    ("::", 128, "is the unspecified address"),
    ("::1", 128, "is a loopback address"),
    ("64:ff9b:1::", 48, "is a reserved address"),
    ("100::", 64, "is a reserved address"),
    ("fc00::", 7, "is a unique local address"),
    ("fe80::", 10, "is a link-local address"),
    ("fec0::", 10, "is a site-local address"),
    ("ff00::", 8, "is a multicast address"),
)
_V6_PREFIX = re.compile(r"(?:f[cd][0-9a-f]{2}|fe[89a-f][0-9a-f]):[0-9a-f:]*\0")
_SUFFIXES = (
    "cluster.local",
    "home.arpa",
    "local",
    "internal",
    "lan",
    "corp",
    "localhost",
    "localdomain",
    "intranet",
    "test",
    "invalid",
    "svc",
)
_NAME = re.compile(r"[a-z0-9_.\-\0]+")
_HEX = re.compile(r"0x[0-9a-f]{0,16}")
_DIGITS = re.compile(r"[0-9]{1,12}")
_OCTAL = re.compile(r"0[0-7]+")
_ALL_V4 = 2**32


def why_internal(host: str, *, one_label_counts: bool = True) -> str | None:
    """Why no host outside can reach ``host`` (lower case, no port, ``HOLE`` for unknown text), as a predicate.

    None if it is public, or if an unknown piece may make it so. ``one_label_counts``: whether a name without a
    period is a host at all (the bucket of an ``s3:`` URL is none).
    """
    if ":" in host:
        return _why_v6(host)
    if not _NAME.fullmatch(host):
        return None
    if not is_known(host):
        return _why_v4_range(host) or _why_suffix(host[host.rindex(HOLE) + 1 :].partition(".")[2])
    address = v4_number(host)
    if address is not None:
        return _why_v4(address)
    if host == "localhost":
        return "is this machine itself"
    if "." in host:
        return _why_suffix(host)
    return "is a name without a domain, known only on its own network" if one_label_counts else None


def v4_number(host: str) -> int | None:
    """The number of an IPv4 address in any notation that resolvers take: ``10.1``, ``0x7f.1``, ``2130706433`` …"""
    labels = host.split(".")
    if not 1 <= len(labels) <= 4:
        return None
    numbers = [_number(label) for label in labels]
    total = 0
    for index, number in enumerate(numbers):
        last = index == len(numbers) - 1
        bits = 8 * (4 - index) if last else 8
        if number is None or number >= 2**bits:
            return None
        total += number if last else number << (8 * (3 - index))
    return total


def _number(label: str) -> int | None:
    if _HEX.fullmatch(label):
        return int(label[2:] or "0", 16)
    if not _DIGITS.fullmatch(label):
        return None
    return int(label, 8 if _OCTAL.fullmatch(label) else 10)


def _dotted(address: str) -> int:
    a, b, c, d = (int(octet) for octet in address.split("."))
    return a << 24 | b << 16 | c << 8 | d


def _why_v4(address: int) -> str | None:
    for block, reason in _V4_RANGES:
        base, _, bits = block.partition("/")
        shift = 32 - int(bits)
        if address >> shift == _dotted(base) >> shift:
            return reason
    return None


def _why_v4_range(host: str) -> str | None:
    """For ``192.168.1.{n}``: the reason that holds for every address that the known octets allow."""
    labels = host.split(".")
    known = 0
    while known < len(labels) and _DIGITS.fullmatch(labels[known]):
        known += 1
    rest = labels[known:]
    if known == 0 or len(labels) > 4 or (known == 1 and len(labels) < 4):
        return None
    if any(re.sub(r"[0-9\0]", "", label) for label in rest):
        return None
    octets = [int(label) for label in labels[:known]]
    if max(octets) > 255:
        return None
    low = sum(octet << (8 * (3 - index)) for index, octet in enumerate(octets))
    high = low + (1 << (8 * (4 - known))) - 1
    reasons = {_why_v4(low), _why_v4(high)}
    return reasons.pop() if len(reasons) == 1 and high < _ALL_V4 else None


def _why_suffix(name: str) -> str | None:
    """``name`` is a known tail of a host, without a label that may be cut."""
    for suffix in _SUFFIXES:
        if name == suffix or name.endswith("." + suffix):
            return f"ends in .{suffix}, which only its own network resolves"
    return None


def _why_v6(host: str) -> str | None:
    if not is_known(host):
        return "is a local address" if _V6_PREFIX.match(host) else None
    from ipaddress import AddressValueError, IPv6Address

    try:
        address = int(IPv6Address(host.partition("%")[0]))
    except AddressValueError:
        return None
    for base, bits, reason in _V6_RANGES:
        if address >> (128 - bits) == int(IPv6Address(base)) >> (128 - bits):
            return reason
    return _why_embedded(address)


def _why_embedded(address: int) -> str | None:
    """IPv4 inside IPv6: mapped (::ffff:a.b.c.d), compatible (::a.b.c.d), NAT64 (64:ff9b::a.b.c.d), 6to4 (2002:…)."""
    if address >> 32 in (0, 0xFFFF, 0x64FF9B << 64):
        return _why_v4(address % _ALL_V4)
    if address >> 112 == 0x2002:
        return _why_v4((address >> 80) % _ALL_V4)
    return None
