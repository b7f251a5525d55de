// One document, several named checks, no overall verdict: confirmed, not confirmed, or could not be checked here.
const { snapshot, words, language: spoken } = parseObject(document.getElementById("data").textContent);

function said(outcome, code, details = {}) { return { outcome, code, details }; }

function answer(error) {
  if (error instanceof Fault) return said(error.open ? "unknown" : "no", error.code, error.details);
  return said("no", "credential.json-invalid");
}

function moment(text) {
  if (typeof text !== "string" || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(text)) throw new Fault("credential.date-malformed");
  const value = Date.parse(text);
  if (Number.isNaN(value)) throw new Fault("credential.date-malformed");
  return value;
}

function seconds(value) {
  if (typeof value !== "number" || value < 0 || value > 253402300799) throw new Fault("credential.date-malformed");
  return value * 1000;
}

function datesOf(credential, claims) {
  const starts = [], ends = [];
  for (const [name, into] of [["validFrom", starts], ["issuanceDate", starts], ["validUntil", ends], ["expirationDate", ends]]) if (name in credential) into.push(moment(credential[name]));
  if ("nbf" in claims) starts.push(seconds(claims.nbf));
  if ("exp" in claims) ends.push(seconds(claims.exp));
  const start = Math.max(-Infinity, ...starts), end = Math.min(Infinity, ...ends), now = Date.now();
  if (end < start) return said("no", "credential.validity-period-invalid");
  if (start > now) return said("no", "credential.not-yet-valid", { on: day(start) });
  if (end < now) return said("no", "credential.expired", { on: day(end) });
  return end === Infinity ? said("yes", "offline.in-force") : said("yes", "offline.in-force-until", { on: day(end) });
}

async function tried(work) { try { return await work(); } catch (error) { return answer(error); } }

// The checks of a text: its parts, its signature, its dates, its status, and whether the snapshot knows who signed it.
async function check(text) {
  text = text.trim();
  let credential, claims = {}, issuer = "", prove, kind;
  try {
    if (text.startsWith("{")) {
      kind = "json";
      credential = parseObject(text);
      issuer = isObject(credential.issuer) ? credential.issuer.id : credential.issuer;
      prove = () => checkProof(credential, issuer);
    } else if (text.includes("~")) {
      kind = "sd-jwt";
      const parts = text.split("~"), token = readToken(parts[0]);
      issuer = token.claims.iss;
      claims = await reveal(token, parts.slice(1, -1));
      if (typeof claims.vct !== "string") throw new Fault("credential.vct-missing");
      credential = {};
      prove = () => checkToken(token, issuer, SD_TYPES);
    } else {
      kind = "jwt";
      const token = readToken(text);
      ({ claims } = token);
      credential = credentialOf(token);
      issuer = isObject(credential.issuer) ? credential.issuer.id : credential.issuer;
      prove = () => checkToken(token, issuer, TOKEN_TYPES);
    }
    if (typeof issuer !== "string" || !issuer) throw new Fault("credential.issuer-invalid");
  } catch (error) {
    return { checks: [["schema", answer(error)]], facts: [] };
  }
  const signature = await tried(async () => { await prove(); return said("yes", "offline.signed"); });
  const proven = signature.outcome === "yes", known = snapshot.issuers[issuer];
  const checks = [
    ["signature", signature],
    ["dates", await tried(async () => datesOf(credential, claims))],
    ["status", proven ? await tried(() => statusOf(credential, claims, issuer)) : said("unknown", "credential.status-not-asked")],
    ["issuer", !proven ? said("unknown", "credential.issuer-not-proven") : known ? said("yes", "offline.issuer-known", { name: known.names }) : said("unknown", "offline.issuer-unknown")],
    ["entitlement", said("unknown", "offline.entitlement-needs-network")],
  ];
  return { checks, facts: kind === "sd-jwt" ? factsOfClaims(claims) : factsOfBadge(credential) };
}
