"""Signing keys that never leave a security module (PKCS #11)."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tanym.adapters.signing.public_half import PublicHalf
from tanym.core.credentials.keys import KeyKind, PublicKey
from tanym.core.kernel.errors import InvalidValue, NotFound, Refused

ED25519_CURVE = b"\x13\x0cedwards25519"
"""The curve by its name, as a PrintableString (PKCS #11 3.0, 2.3.5)."""
POINTS = {KeyKind.P256: 65, KeyKind.ED25519: 32}
"""How many bytes a public key has; modules put it bare or into a DER OCTET STRING of two bytes more."""

_Result = TypeVar("_Result")
_TURN = threading.RLock()
"""A module knows one login for a whole process: sessions of several threads take turns."""


class SecurityModule:
    """A token of a PKCS #11 module: makes keys that cannot be taken out, and signs with them.

    Keys have labels. Raises `Refused("credential.signer-unavailable")` where module or token do not answer, or the
    package python-pkcs11 (extra `hsm`) is not installed.
    """

    def __init__(self, library: str, token: str, pin: str) -> None:
        self._place = (library, token, pin)

    def signer(self, label: str) -> ModuleSigner:
        """The key with this label. Raises `NotFound("credential.key-missing")`."""
        return ModuleSigner(self, label, self._do(lambda session: _public(session, label)))

    def ensure(self, label: str, kind: KeyKind) -> ModuleSigner:
        """The key with this label, made now if there is none; the caller lets one ask at a time.

        Raises `InvalidValue("credential.key-malformed")` for a kind that is not made here.
        """

        def made(session: Any) -> PublicKey:
            try:
                return _public(session, label)
            except NotFound:
                _generate(session, label, kind)
                return _public(session, label)

        return ModuleSigner(self, label, self._do(made))

    def sign(self, label: str, kind: KeyKind, message: bytes) -> bytes:
        """The signature in the form of the port `Signer`."""

        def made(session: Any) -> bytes:
            from pkcs11 import Mechanism, ObjectClass

            key = _found(session, label, ObjectClass.PRIVATE_KEY)
            if kind is KeyKind.ED25519:
                return bytes(key.sign(message, mechanism=Mechanism.EDDSA))
            return bytes(key.sign(hashlib.sha256(message).digest(), mechanism=Mechanism.ECDSA))

        return self._do(made)

    def destroy(self, label: str) -> None:
        """Erase the key, both halves; what was erased already stays so."""

        def erase(session: Any) -> None:
            from pkcs11 import Attribute

            for one in list(session.get_objects({Attribute.LABEL: label})):
                one.destroy()

        self._do(erase)

    def _do(self, work: Callable[[Any], _Result]) -> _Result:
        """The work in the session of this process; one that broke (a module that was started anew) is opened once more."""
        try:
            from pkcs11.exceptions import PKCS11Error
        except ImportError as error:
            raise Refused("credential.signer-unavailable") from error
        with _TURN:
            for last in (False, True):
                try:
                    return work(_session(*self._place))
                except (PKCS11Error, OSError, RuntimeError) as error:
                    _session.cache_clear()
                    if last:
                        raise Refused("credential.signer-unavailable") from error
        raise AssertionError  # pragma: no cover


class ModuleSigner(PublicHalf):
    """A key in a security module (implements the port `Signer`)."""

    def __init__(self, module: SecurityModule, label: str, public: PublicKey) -> None:
        self._module = module
        self._label = label
        super().__init__(public)

    def sign(self, message: bytes) -> bytes:
        """The signature, made inside the module."""
        return self._module.sign(self._label, self.kind, message)


@lru_cache(maxsize=4)
def _session(library: str, token: str, pin: str) -> Any:
    import pkcs11

    return pkcs11.lib(library).get_token(token_label=token).open(rw=True, user_pin=pin)


def _generate(session: Any, label: str, kind: KeyKind) -> None:
    from pkcs11 import Attribute, KeyType, Mechanism
    from pkcs11.util.ec import encode_named_curve_parameters

    ways = {
        KeyKind.P256: (KeyType.EC, encode_named_curve_parameters("secp256r1"), Mechanism.EC_KEY_PAIR_GEN),
        KeyKind.ED25519: (KeyType.EC_EDWARDS, ED25519_CURVE, Mechanism.EC_EDWARDS_KEY_PAIR_GEN),
    }
    if kind not in ways:
        raise InvalidValue("credential.key-malformed", kind=kind)
    type_, curve, mechanism = ways[kind]
    parameters = session.create_domain_parameters(type_, {Attribute.EC_PARAMS: curve}, local=True)
    parameters.generate_keypair(
        mechanism=mechanism,
        store=True,
        label=label,
        private_template={Attribute.SENSITIVE: True, Attribute.EXTRACTABLE: False},
    )


def _found(session: Any, label: str, half: Any) -> Any:
    from pkcs11 import Attribute

    found = list(session.get_objects({Attribute.LABEL: label, Attribute.CLASS: half}))
    if not found:
        raise NotFound("credential.key-missing", did=label)
    if len(found) > 1:  # which one signs would be chance
        raise Refused("credential.signer-mismatch")
    return found[0]


def _public(session: Any, label: str) -> PublicKey:
    from pkcs11 import Attribute, ObjectClass

    point = bytes(_found(session, label, ObjectClass.PUBLIC_KEY)[Attribute.EC_POINT])
    for kind, size in POINTS.items():
        if len(point) not in (size, size + 2):
            continue
        bare = point[-size:]
        try:
            if kind is KeyKind.ED25519:
                return PublicKey(kind, Ed25519PublicKey.from_public_bytes(bare))
            return PublicKey(kind, EllipticCurvePublicKey.from_encoded_point(SECP256R1(), bare))
        except ValueError as error:
            raise InvalidValue("credential.key-malformed", did=label) from error
    raise InvalidValue("credential.key-malformed", did=label)
