// Whose key is it? The issuer's own document decides: the one in the snapshot, or the identifier itself (did:key, did:jwk).
const P256 = { p: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n, b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn };

function power(base, exponent, modulus) {
  let result = 1n;
  for (base %= modulus; exponent > 0n; exponent >>= 1n, base = (base * base) % modulus) if (exponent & 1n) result = (result * base) % modulus;
  return result;
}

function number(bytes) { return bytes.reduce((sum, one) => (sum << 8n) | BigInt(one), 0n); }

function bytes32(value) { return Uint8Array.from({ length: 32 }, (_, place) => Number((value >> BigInt(8 * (31 - place))) & 255n)); }

// A compressed point of P-256 as a JWK (SEC 1, 2.3.4).
function unpackPoint(bytes) {
  const x = number(bytes.slice(1)), { p, b } = P256;
  if (x >= p) throw new Fault("credential.key-malformed");
  const square = (power(x, 3n, p) + (p - 3n) * x + b) % p;
  let y = power(square, (p + 1n) / 4n, p);
  if ((y * y) % p !== square) throw new Fault("credential.key-malformed");
  if ((y & 1n) !== BigInt(bytes[0] & 1)) y = p - y;
  return { kty: "EC", crv: "P-256", x: base64urlText(bytes32(x)), y: base64urlText(bytes32(y)) };
}

function fromMultibase(text) {
  if (typeof text !== "string" || text[0] !== "z") throw new Fault("credential.key-malformed");
  const bytes = base58(text.slice(1));
  if (bytes[0] === 0xed && bytes[1] === 0x01 && bytes.length === 34) return { kty: "OKP", crv: "Ed25519", x: base64urlText(bytes.slice(2)) };
  if (bytes[0] === 0x80 && bytes[1] === 0x24 && bytes.length === 35 && (bytes[2] === 2 || bytes[2] === 3)) return unpackPoint(bytes.slice(2));
  throw new Fault("offline.key-unsupported", true);
}

// The key at an address of the controller: its public half as JWK, and when it ended.
function keyOf(controller, address) {
  if (controller.startsWith("did:key:")) {
    const own = controller.slice("did:key:".length);
    if (address !== controller && address !== `${controller}#${own}`) throw new Fault("credential.issuer-key-mismatch");
    return { jwk: fromMultibase(own) };
  }
  if (controller.startsWith("did:jwk:")) {
    if (address !== `${controller}#0`) throw new Fault("credential.issuer-key-mismatch");
    return { jwk: parseObject(utf8(base64url(controller.slice("did:jwk:".length)))) };
  }
  const known = snapshot.issuers[controller];
  if (!known) throw new Fault("offline.issuer-not-in-snapshot", true);
  if (typeof address !== "string" || address.split("#")[0] !== controller) throw new Fault("credential.issuer-key-mismatch");
  const method = listed(known.document.verificationMethod).find((one) => one.id === address && one.controller === controller);
  if (!method) throw new Fault("credential.verification-method-invalid");
  if (!listed(known.document.assertionMethod).includes(address)) throw new Fault("credential.verification-method-not-authorised");
  return { jwk: method.publicKeyJwk || fromMultibase(method.publicKeyMultibase), ended: method.revoked || method.expires };
}

const KINDS = {
  Ed25519: { of: (jwk) => jwk.kty === "OKP" && jwk.crv === "Ed25519", read: { name: "Ed25519" }, verify: { name: "Ed25519" } },
  ES256: { of: (jwk) => jwk.kty === "EC" && jwk.crv === "P-256", read: { name: "ECDSA", namedCurve: "P-256" }, verify: { name: "ECDSA", hash: "SHA-256" } },
};

async function verifies(key, kind, signature, message) {
  const { jwk, ended } = key, how = KINDS[kind];
  if ("d" in jwk || !how.of(jwk)) throw new Fault("credential.key-type-mismatch");
  if (ended && Date.parse(ended) <= Date.now()) throw new Fault("credential.key-withdrawn", true, { on: day(ended) });
  if (signature.length !== 64) throw new Fault("credential.signature-invalid");
  const { kty, crv, x, y } = jwk;
  let read;
  try { read = await crypto.subtle.importKey("jwk", y === undefined ? { kty, crv, x } : { kty, crv, x, y }, how.read, false, ["verify"]); } catch (error) {
    if (error && error.name === "NotSupportedError") throw new Fault("offline.browser-lacks", true);
    throw new Fault("credential.key-malformed");
  }
  if (!(await crypto.subtle.verify(how.verify, read, signature, message))) throw new Fault("credential.signature-invalid");
}
