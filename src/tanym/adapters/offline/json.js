// Reads JSON as strictly as the platform does (RFC 8259, I-JSON): no name twice, no lone surrogate, limits on size and depth.
const MAX_BYTES = 1024 * 1024, MAX_DEPTH = 64, MAX_ITEMS = 10000;

class Fault extends Error {
  constructor(code, open = false, details = {}) { super(code); Object.assign(this, { code, open, details }); }
}

function parseStrict(text) {
  if (new TextEncoder().encode(text).length > MAX_BYTES) throw new Fault("credential.input-too-large", false, { limit: MAX_BYTES });
  let at = 0;
  const fail = () => { throw new Fault("credential.json-invalid"); };
  const blank = () => { while (at < text.length && " \t\n\r".includes(text[at])) at += 1; };
  const word = (spelled, value) => { if (!text.startsWith(spelled, at)) fail(); at += spelled.length; return value; };
  const string = () => {
    const start = at;
    at += 1;
    for (;;) {
      if (at >= text.length) fail();
      const letter = text[at];
      if (letter === "\\") { at += 2; continue; }
      at += 1;
      if (letter === '"') break;
    }
    let value;
    try { value = JSON.parse(text.slice(start, at)); } catch { fail(); }
    if (/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(value)) fail();
    return value;
  };
  const number = () => {
    const found = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/.exec(text.slice(at, at + 400));
    if (!found) fail();
    at += found[0].length;
    const value = Number(found[0]);
    if (!Number.isFinite(value) || (/^-?[0-9]+$/.test(found[0]) && !Number.isSafeInteger(value))) fail();
    return value;
  };
  const list = (depth) => {
    const items = [];
    at += 1; blank();
    if (text[at] === "]") { at += 1; return items; }
    for (;;) {
      items.push(value(depth + 1));
      if (items.length > MAX_ITEMS) throw new Fault("credential.input-array-too-long", false, { limit: MAX_ITEMS });
      blank();
      if (text[at] === "]") { at += 1; return items; }
      if (text[at] !== ",") fail();
      at += 1;
    }
  };
  const object = (depth) => {
    const members = Object.create(null), names = new Set();
    at += 1; blank();
    if (text[at] === "}") { at += 1; return members; }
    for (;;) {
      blank();
      if (text[at] !== '"') fail();
      const name = string();
      if (names.has(name)) throw new Fault("credential.json-duplicate-member", false, { member: name.slice(0, 80) });
      names.add(name);
      if (names.size > MAX_ITEMS) throw new Fault("credential.input-array-too-long", false, { limit: MAX_ITEMS });
      blank();
      if (text[at] !== ":") fail();
      at += 1;
      members[name] = value(depth + 1);
      blank();
      if (text[at] === "}") { at += 1; return members; }
      if (text[at] !== ",") fail();
      at += 1;
    }
  };
  const value = (depth) => {
    if (depth > MAX_DEPTH) throw new Fault("credential.input-too-deep", false, { limit: MAX_DEPTH });
    blank();
    const letter = text[at];
    if (letter === "{") return object(depth);
    if (letter === "[") return list(depth);
    if (letter === '"') return string();
    if (letter === "t") return word("true", true);
    if (letter === "f") return word("false", false);
    if (letter === "n") return word("null", null);
    return number();
  };
  const result = value(0);
  blank();
  if (at < text.length) fail();
  return result;
}

function parseObject(text) {
  const value = parseStrict(text);
  if (!isObject(value)) throw new Fault("credential.json-invalid");
  return value;
}

function isObject(value) { return typeof value === "object" && value !== null && !Array.isArray(value); }

function listed(value) { return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]; }

// The canonical form of JSON (RFC 8785): names in the order of their UTF-16 letters, numbers as ECMAScript writes them.
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
}
