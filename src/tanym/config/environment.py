"""What an operator sets from outside: typed, read from the environment and from `var/tanym.env`."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

HOME = Path(__file__).resolve().parents[3]


class Environment(BaseSettings):
    """Settings of one installation; each is `TANYM_<NAME>`, but for DATABASE_URL. A secret has no default."""

    model_config = SettingsConfigDict(
        env_prefix="TANYM_", env_file=HOME / "var" / "tanym.env", extra="ignore"
    )

    secret_key: SecretStr
    secret_keys_before: SecretStr = SecretStr(
        ""
    )  # earlier ones, comma-separated, while sessions and codes made with them still count
    address: str = "http://localhost:8000"  # public address of this installation; its host is in every DID
    var: Path = HOME / "var"  # database, keys, uploads
    key_secret: SecretStr = SecretStr("")  # seals the signing keys; empty: made of `secret_key`
    key_secrets_before: SecretStr = SecretStr("")  # earlier ones, comma-separated, while keys are sealed anew
    signing: Literal["file", "pkcs11", "remote"] = "file"  # where new signing keys of organisations are made
    pkcs11_module: str = ""  # the library of a security module; empty: there is none
    pkcs11_token: str = ""  # the label of its token
    pkcs11_pin: SecretStr = SecretStr("")
    signer_address: str = ""  # https address of a signing service; empty: there is none
    signer_secret: SecretStr = SecretStr("")  # what it knows us by
    signer_authority: str = (
        ""  # a file with the certificates by which we know it; empty: those of this machine
    )
    badge_key: Literal["Ed25519", "P-256"] = (
        "Ed25519"  # what signs badges; P-256 where a module has no Ed25519
    )
    key_lead_hours: int = 24  # a new key is published so long before it signs
    undo_days: int = 14  # so long a bulk revocation can be undone
    badge_suspension: bool = (
        False  # new badges name a place for suspensions too: two entries, more than OB 3.0 allows
    )
    database_url: str = Field(default="", validation_alias="DATABASE_URL")
    hosts: str = ""  # further host names, comma-separated; the host of `address` is always one
    behind_proxy: bool = False  # a proxy ends TLS and sets X-Forwarded-Proto
    debug: bool = False
    sample: bool = False  # the sample country: demo people may sign in by a click
    jurisdiction: str = "kz"
    data_licence: str = "https://creativecommons.org/licenses/by/4.0/"  # of the registers as open data
    upload_megabytes: int = Field(default=25, ge=1, le=200)  # the largest file that somebody can upload
    national_signature: str = (
        ""  # https address of an NCANode that verifies national digital signatures; empty: none
    )
    virus_scanner: str = (
        ""  # unix:/run/clamav/clamd.ctl or tcp://host:3310 of clamd; empty: files are not scanned
    )
    jobs: Literal["process", "inline"] = "process"  # where long work is done
    workers: int = 0  # processes that share one long job; 0: as many as there are processors, at most 4
    mail_url: SecretStr = SecretStr("")  # smtp://, smtps:// or catch: (a folder); empty: no mail leaves
    mail_from: str = "Tanym <no-reply@localhost>"  # the sender of every mail
    sms_url: SecretStr = SecretStr(
        ""
    )  # https://:key@… of a gateway, or catch:; empty: no short message leaves
    wallet_profile: Literal["plain", "haip"] = "plain"  # by which rules wallets are spoken with
    wallet_certificate: Path | None = None  # PEM, own certificate first: who asks is named by it (x509_hash)
    wallet_certificate_key: Path | None = None  # its private key, P-256, PKCS #8 in PEM
    wallet_providers: Path | None = None  # PEM: the authorities that vouch for makers of wallets
    wallet_key_storage: str = ""  # how well a wallet must keep its keys (iso_18045_high, …), comma-separated
    loopback_hosts: str = (
        "localhost:8000"  # hosts on this machine that the verifier may ask, while `sample` is on
    )
    conformance: bool = False  # the addresses that test suites of standards speak to; only beside `sample`
    conformance_contexts: Path | None = None  # a folder of further contexts for these suites (index.json)
