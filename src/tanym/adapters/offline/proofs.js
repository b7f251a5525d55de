// The three kinds of signatures that a browser can check by itself: JWT, SD-JWT, and Data Integrity over canonical JSON.
const TOKEN_TYPES = ["JWT", "vc+jwt", "vc+ld+json+jwt", "vc+ld+jwt"], SD_TYPES = ["dc+sd-jwt", "vc+sd-jwt"];
const HEADER = ["alg", "typ", "kid", "cty", "iss"], KIND_OF = { ES256: "ES256", EdDSA: "Ed25519", Ed25519: "Ed25519" };
const CLAIMS = ["iss", "sub", "jti", "nbf", "exp", "iat", "aud", "cnf", "vc", "status"];

function readToken(text) {
  const parts = text.split(".");
  if (parts.length !== 3) throw new Fault("credential.token-malformed");
  const [header, claims] = parts.slice(0, 2).map((one) => parseObject(utf8(base64url(one))));
  return { text, header, claims, signature: base64url(parts[2]), message: new TextEncoder().encode(`${parts[0]}.${parts[1]}`) };
}

async function checkToken(token, issuer, types) {
  const { header } = token, kind = KIND_OF[header.alg];
  if (!kind) throw new Fault("credential.algorithm-not-allowed", false, { algorithm: text(header.alg) });
  if ("crit" in header) throw new Fault("credential.critical-header-unknown");
  if (Object.keys(header).some((name) => !HEADER.includes(name))) throw new Fault("offline.header-unsupported", true);
  if (!types.includes(header.typ === undefined ? "JWT" : header.typ)) throw new Fault("credential.type-header-mismatch");
  if (typeof header.kid !== "string") throw new Fault("credential.verification-method-invalid");
  const address = header.kid.startsWith("#") ? issuer + header.kid : header.kid;
  await verifies(keyOf(issuer, address), kind, token.signature, token.message);
}

// What a token repeats must be what the credential says (Open Badges 3.0, 8.2.4.1).
function credentialOf(token) {
  const { claims } = token;
  const credential = isObject(claims.vc) ? claims.vc : Object.fromEntries(Object.entries(claims).filter(([name]) => !CLAIMS.includes(name)));
  const named = (value) => (isObject(value) ? value.id : value);
  const pairs = [["iss", named(credential.issuer), "credential.issuer-mismatch"], ["sub", named(credential.credentialSubject), "credential.subject-mismatch"], ["jti", credential.id, "credential.id-mismatch"]];
  for (const [name, value, code] of pairs) if (name in claims && claims[name] !== value) throw new Fault(code);
  return credential;
}

async function checkProof(document, issuer) {
  const proofs = listed(document.proof);
  if (!proofs.length || proofs.length > 4 || !proofs.every(isObject)) throw new Fault(proofs.length ? "credential.proof-malformed" : "credential.proof-missing");
  const proof = proofs.find((one) => one.cryptosuite === "eddsa-jcs-2022");
  if (!proof) throw new Fault("offline.suite-needs-network", true);
  if (proof.type !== "DataIntegrityProof" || typeof proof.proofValue !== "string" || proof.proofValue[0] !== "z") throw new Fault("credential.proof-malformed");
  if (proof.proofPurpose !== "assertionMethod") throw new Fault("credential.proof-purpose-mismatch");
  if (proof.expires !== undefined && moment(proof.expires) <= Date.now()) throw new Fault("credential.proof-expired", false, { expires: day(proof.expires) });
  if (proof.created !== undefined && moment(proof.created) > Date.now() + 300000) throw new Fault("credential.proof-not-yet-valid", false, { created: day(proof.created) });
  const { proof: _, ...unsecured } = document, { proofValue: __, ...options } = proof;
  if ("@context" in unsecured) {
    const whole = listed(unsecured["@context"]), first = listed(options["@context"]);
    if (canonical(whole.slice(0, first.length)) !== canonical(first)) throw new Fault("credential.proof-malformed");
    options["@context"] = unsecured["@context"];
  }
  const [first, second] = await Promise.all([options, unsecured].map((one) => sha256(new TextEncoder().encode(canonical(one)))));
  await verifies(keyOf(issuer, proof.verificationMethod), "Ed25519", base58(proof.proofValue.slice(1)), joined(first, second));
}

// The claims of an SD-JWT with what is shown put in its place (RFC 9901, 7.1); each disclosure must be named, and once.
async function reveal(token, disclosures) {
  if (token.claims._sd_alg !== undefined && token.claims._sd_alg !== "sha-256") throw new Fault("credential.hash-not-allowed", false, { algorithm: text(token.claims._sd_alg) });
  const known = new Map(), used = new Set(), seen = new Set();
  for (const one of disclosures) {
    const content = parseStrict(utf8(base64url(one)));
    if (!Array.isArray(content) || ![2, 3].includes(content.length) || typeof content[0] !== "string") throw new Fault("credential.disclosure-malformed");
    const digest = base64urlText(await sha256(new TextEncoder().encode(one)));
    if (known.has(digest)) throw new Fault("credential.disclosure-unreferenced");
    known.set(digest, content);
  }
  const once = (digest) => {
    if (typeof digest !== "string" || seen.has(digest)) throw new Fault("credential.disclosure-malformed");
    seen.add(digest);
    if (known.has(digest)) used.add(digest);
    return known.get(digest);
  };
  const open = (value, depth) => {
    if (depth > MAX_DEPTH) throw new Fault("credential.input-too-deep");
    if (Array.isArray(value)) return value.flatMap((item) => {
      if (!isObject(item) || !("..." in item)) return [open(item, depth + 1)];
      const found = once(item["..."]);
      if (found && found.length !== 2) throw new Fault("credential.disclosure-malformed");
      return found ? [open(found[1], depth + 1)] : [];
    });
    if (!isObject(value)) return value;
    const result = Object.create(null);
    for (const [name, inner] of Object.entries(value)) if (name !== "_sd" && name !== "_sd_alg") result[name] = open(inner, depth + 1);
    for (const digest of listed(value._sd)) {
      const found = once(digest);
      if (!found) continue;
      if (found.length !== 3 || typeof found[1] !== "string") throw new Fault("credential.disclosure-malformed");
      if (found[1] === "_sd" || found[1] === "...") throw new Fault("credential.disclosure-name-reserved");
      if (["iss", "exp", "nbf", "cnf", "vct", "status"].includes(found[1]) && depth === 0) throw new Fault("credential.claim-not-disclosable", false, { claim: found[1] });
      if (found[1] in result) throw new Fault("credential.disclosure-claim-conflict", false, { claim: text(found[1]) });
      result[found[1]] = open(found[2], depth + 1);
    }
    return result;
  };
  const claims = open(token.claims, 0);
  if (used.size !== known.size) throw new Fault("credential.disclosure-unreferenced");
  return claims;
}
