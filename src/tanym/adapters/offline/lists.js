// Is it revoked or suspended? The snapshot's lists answer as of their day; the two forms count their bits from opposite ends.
const MAX_LIST = 2 * 1024 * 1024, MIN_LIST = 131072;

async function unpacked(packed, how) {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream(how)).getReader();
  const parts = [];
  let size = 0;
  for (;;) {
    let step;
    try { step = await reader.read(); } catch { throw new Fault("credential.status-list-invalid", true); }
    if (step.done) return joined(...parts);
    size += step.value.length;
    if (size > MAX_LIST) { await reader.cancel(); throw new Fault("credential.status-list-too-large", true); }
    parts.push(step.value);
  }
}

async function marked(form, address, place, issuer, purpose) {
  const list = snapshot.lists[address];
  if (!list || list.form !== form) throw new Fault("offline.list-not-in-snapshot", true);
  if (list.issuer !== issuer) throw new Fault("credential.status-list-untrusted");
  if (form === "bitstring") {
    if (list.purpose !== purpose) throw new Fault("credential.status-purpose-mismatch", true);
    const bits = await unpacked(base64url(list.packed.slice(1)), "gzip");
    if (bits.length * 8 < MIN_LIST) throw new Fault("credential.status-list-too-short", true);
    if (place >= bits.length * 8) throw new Fault("credential.status-index-out-of-range", true);
    return (bits[Math.floor(place / 8)] & (0x80 >> place % 8)) ? 1 : 0;
  }
  const bytes = await unpacked(base64url(list.packed), "deflate"), each = 8 / list.bits;
  if (place >= bytes.length * each) throw new Fault("credential.status-index-out-of-range", true);
  return (bytes[Math.floor(place / each)] >> (place % each) * list.bits) & ((1 << list.bits) - 1);
}

// The answer for every entry of a credential; the worst one counts.
async function statusOf(credential, claims, issuer) {
  const entries = listed(credential.credentialStatus), token = isObject(claims.status) ? claims.status.status_list : undefined;
  if (!entries.length && token === undefined) return said("yes", "credential.status-not-used");
  const found = [];
  if (token !== undefined) {
    if (!isObject(token) || !Number.isSafeInteger(token.idx) || token.idx < 0 || typeof token.uri !== "string") throw new Fault("credential.status-entry-malformed");
    const value = await marked("token", token.uri, token.idx, issuer);
    found.push(value === 0 ? "credential.not-revoked" : value === 2 ? "credential.suspended" : "credential.revoked");
  }
  for (const entry of entries) {
    if (!isObject(entry) || !listed(entry.type).includes("BitstringStatusListEntry")) throw new Fault("credential.status-type-unsupported", true, { type: isObject(entry) ? text(listed(entry.type)[0]) : "" });
    if (!/^(0|[1-9][0-9]{0,9})$/.test(entry.statusListIndex) || typeof entry.statusListIndex !== "string" || typeof entry.statusPurpose !== "string") throw new Fault("credential.status-entry-malformed");
    const value = await marked("bitstring", entry.statusListCredential, Number(entry.statusListIndex), issuer, entry.statusPurpose);
    found.push(value === 0 ? "credential.not-revoked" : entry.statusPurpose === "suspension" ? "credential.suspended" : "credential.revoked");
  }
  const worst = ["credential.revoked", "credential.suspended"].find((code) => found.includes(code));
  return worst ? said("no", worst) : said("yes", "offline.not-revoked-then", { on: day(snapshot.takenAt) });
}
