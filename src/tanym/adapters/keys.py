"""The former place of `tanym.adapters.signing`, until nothing asks for it here."""

from tanym.adapters.signing.files import KeyStore
from tanym.adapters.signing.software import SoftwareSigner as FileSigner

__all__ = ["FileSigner", "KeyStore"]
