"""A text signed with an SSH key, in the form that `ssh-keygen -Y` writes and checks.

Ed25519 keys, which is what `ssh-keygen` makes unless told otherwise. The form is that of OpenSSH's
PROTOCOL.sshsig, version 1.
"""

import base64
import binascii
import hashlib
import textwrap
from itertools import pairwise

from wellsourced.errors import InputError, IntegrityError, WellsourcedError

NAMESPACE = "wellsourced-head"
"""What the signature is for: nobody can pass it off as one over a commit or a login."""

_MAGIC, _VERSION, _HASH, _TYPE = b"SSHSIG", 1, b"sha512", b"ssh-ed25519"
_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_EXTRA = "pip install wellsourced[signing]"


def signed(message: bytes, key: bytes, password: bytes | None = None) -> str:
    """Give the signature of a message by a private key, as OpenSSH keeps it.

    Raises InputError if the key is none, is of another kind, or is locked by another password.
    """
    try:
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import (
            Encoding,
            PublicFormat,
            load_ssh_private_key,
        )
    except ImportError as error:
        raise InputError("signing needs a package more", hint=_EXTRA) from error
    try:
        private = load_ssh_private_key(key, password)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise InputError(f"the key cannot be used: {error}") from error
    if not isinstance(private, Ed25519PrivateKey):
        hint = f"sign with ssh-keygen -Y sign -n {NAMESPACE}, or make one: ssh-keygen -t ed25519"
        raise InputError("the key is no Ed25519 key", hint=hint)
    raw = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    signature = private.sign(_sealed(message))
    return _armoured(_strings(_TYPE, raw), _strings(_TYPE, signature))


def locked(key: bytes) -> bool:
    """Whether a private key asks for a password."""
    try:
        from cryptography.hazmat.primitives.serialization import load_ssh_private_key

        load_ssh_private_key(key, None)
    except TypeError:
        return True
    except (ImportError, ValueError, WellsourcedError):
        return False
    return False


def signer(message: bytes, signature: str, keys: str) -> str:
    """Give the line of the public keys whose owner signed the message.

    Raises IntegrityError if none of them did, InputError if what is given is no signature or key.
    """
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError as error:
        raise InputError("checking a signature needs a package more", hint=_EXTRA) from error
    public, proof = _taken_apart(signature)
    known = _keys(keys)
    if public not in known:
        raise IntegrityError("the head was signed, but by none of the keys that were given")
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(proof, _sealed(message))
    except (InvalidSignature, ValueError) as error:
        raise IntegrityError("the signature does not fit the head: one was changed") from error
    return known[public]


def _sealed(message: bytes) -> bytes:
    """What is signed: the message's hash, and what for."""
    digest = hashlib.sha512(message).digest()
    return _MAGIC + _strings(NAMESPACE.encode(), b"", _HASH, digest)


def _armoured(public: bytes, signature: bytes) -> str:
    rest = _strings(public, NAMESPACE.encode(), b"", _HASH, signature)
    body = base64.b64encode(_MAGIC + _VERSION.to_bytes(4) + rest).decode()
    return "\n".join([_BEGIN, *textwrap.wrap(body, 70), _END, ""])


def _taken_apart(signature: str) -> tuple[bytes, bytes]:
    """The raw public key and the raw signature."""
    body = signature.strip()
    if not (body.startswith(_BEGIN) and body.endswith(_END)):
        raise InputError("no SSH signature in what was given")
    try:
        blob = base64.b64decode(body[len(_BEGIN) : -len(_END)].encode())
    except (binascii.Error, UnicodeEncodeError) as error:
        raise IntegrityError(f"the signature was miswritten: {error}") from error
    if blob[:10] != _MAGIC + _VERSION.to_bytes(4):
        raise IntegrityError("the signature was miswritten")
    public, name, _, method, proof = _read(blob[10:], 5)
    if (name, method) != (NAMESPACE.encode(), _HASH):
        hint = f"ssh-keygen -Y sign -n {NAMESPACE}"
        raise IntegrityError("the signature was given for something else", hint=hint)
    kind, raw = _read(public, 2)
    other, mark = _read(proof, 2)
    if kind != _TYPE or other != _TYPE:
        hint = "check it with ssh-keygen -Y verify"
        raise InputError(f"a signature by a key of the kind {kind!r}", hint=hint)
    return raw, mark


def _keys(text: str) -> dict[bytes, str]:
    """The Ed25519 keys of a file of public keys, or of allowed signers, each with its line."""
    found = {}
    for line in text.splitlines():
        words = line.split()
        for kind, body in pairwise(words):
            if kind == _TYPE.decode():
                try:
                    found[_read(base64.b64decode(body), 2)[1]] = line.strip()
                except (binascii.Error, IntegrityError) as error:
                    raise InputError(f"no public key: {line[:60]!r}") from error
    if not found:
        raise InputError("no Ed25519 key in what was given", hint="give the .pub file of one")
    return found


def _strings(*parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(4) + part for part in parts)


def _read(blob: bytes, count: int) -> list[bytes]:
    """So many strings, and nothing after them."""
    found, at = [], 0
    for _ in range(count):
        length = int.from_bytes(blob[at : at + 4])
        found.append(blob[at + 4 : at + 4 + length])
        at += 4 + length
    if at != len(blob):
        raise IntegrityError("the signature was miswritten")
    return found
