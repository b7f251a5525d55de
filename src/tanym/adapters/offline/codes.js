// Bytes as text: base64url without padding (RFC 7515) and base58 (Multibase z); one way to write each.
function base64url(text) {
  if (typeof text !== "string" || !/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) throw new Fault("credential.token-malformed");
  const bytes = Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
  if (base64urlText(bytes) !== text) throw new Fault("credential.token-malformed"); // bits left over
  return bytes;
}

function base64urlText(bytes) {
  let text = "";
  for (const one of bytes) text += String.fromCharCode(one);
  return btoa(text).replace(/=+$/, "").replace(/\+/g, "-").replace(/\//g, "_");
}

const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

function base58(text) {
  if (typeof text !== "string" || text.length > 300) throw new Fault("credential.proof-malformed");
  let number = 0n;
  for (const letter of text) {
    const place = BASE58.indexOf(letter);
    if (place < 0) throw new Fault("credential.proof-malformed");
    number = number * 58n + BigInt(place);
  }
  const bytes = [];
  for (; number > 0n; number >>= 8n) bytes.unshift(Number(number & 255n));
  for (const letter of text) { if (letter !== "1") break; bytes.unshift(0); }
  return Uint8Array.from(bytes);
}

function utf8(bytes) {
  try { return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes); } catch { throw new Fault("credential.json-invalid"); }
}

async function sha256(bytes) { return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)); }

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, one) => sum + one.length, 0));
  let at = 0;
  for (const one of parts) { whole.set(one, at); at += one.length; }
  return whole;
}
