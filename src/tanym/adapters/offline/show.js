// What the page shows. Texts of a document are only ever set as text, never as markup.
const MARKS = { yes: "✓", no: "✗", unknown: "?" }, OUTCOMES = { yes: "confirmed", no: "not-confirmed", unknown: "could-not-be-checked" };
const TOO_OLD = 24 * 3600 * 1000;
let reading = spoken, last = null;

function chosen(texts) {
  const order = { kk: ["kk", "ru", "en"], ru: ["ru", "kk", "en"], en: ["en", "ru", "kk"] }[reading];
  return order.map((one) => texts[one]).find(Boolean) || Object.values(texts)[0] || "";
}

function say(code, details = {}) {
  const text = words[code] ? chosen(words[code]) : code;
  return text.replace(/\{([a-z_]+)\}/g, (place, name) => {
    const value = details[name];
    return value === undefined ? "…" : isObject(value) ? chosen(value) : String(value);
  });
}

// Days in our own words: not every browser knows Kazakh months.
function day(value) {
  const at = new Date(value);
  return say("day.written", { day: at.getDate(), month: say(`day.month.${at.getMonth() + 1}`), year: at.getFullYear() });
}

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function text(value) { return typeof value === "string" ? value.slice(0, 2000) : typeof value === "number" ? String(value) : ""; }

const TITLE = "http://purl.org/dc/terms/title", LEGAL_NAME = "http://www.w3.org/ns/regorg#legalName";

// A text in the reader's language, where a badge says it in several; else its plain member.
function inLanguages(node, address, plain) {
  const texts = listed(node[address]).filter((one) => isObject(one) && typeof one["@value"] === "string");
  return texts.length ? text(chosen(Object.fromEntries(texts.map((one) => [text(one["@language"]), one["@value"]])))) : text(node[plain]);
}

function factsOfBadge(credential) {
  const subject = listed(credential.credentialSubject).find(isObject) || {}, achievement = isObject(subject.achievement) ? subject.achievement : {};
  const names = listed(subject.identifier).filter((one) => isObject(one) && one.hashed === false && /^(name|ext:name-)/.test(text(one.identityType))).map((one) => text(one.identityHash));
  const failed = new Set(listed(subject.result).filter((one) => isObject(one) && (one.status === "Failed" || one.value === "not-recognised")).map((one) => one.resultDescription));
  const outcomes = listed(achievement.resultDescription).filter((one) => isObject(one) && TITLE in one && !failed.has(one.id));
  const issuer = isObject(credential.issuer) ? inLanguages(credential.issuer, LEGAL_NAME, "name") : text(credential.issuer);
  return [
    ["offline.fact.name", names.join(" · ")], ["offline.fact.title", inLanguages(achievement, TITLE, "name")], ["offline.fact.number", text(subject.licenseNumber)],
    ["offline.fact.can", outcomes.map((one) => inLanguages(one, TITLE, "name"))], ["offline.fact.issued-by", issuer],
    ["offline.fact.on", written(credential.awardedDate || credential.validFrom)],
  ].filter(([, value]) => value.length);
}

function written(value) { return /^\d{4}-\d\d-\d\d/.test(text(value)) && !Number.isNaN(Date.parse(value)) ? day(value) : text(value); }

function factsOfClaims(claims) {
  return [
    ["offline.fact.name", [text(claims.family_name), text(claims.given_name)].filter(Boolean).join(" ")], ["offline.fact.title", text(claims.achievement_title)],
    ["offline.fact.number", text(claims.learner_identification)], ["offline.fact.can", listed(claims.learning_outcomes).map(text)],
    ["offline.fact.issued-by", text(claims.issuing_authority)], ["offline.fact.on", written(claims.date_of_issuance)],
  ].filter(([, value]) => value.length);
}

function shown({ checks, facts }) {
  const result = document.getElementById("result"), list = element("ul", "", { class: "checks" });
  result.replaceChildren(element("h2", say("offline.checks")));
  for (const [name, found] of checks) {
    const item = element("li", "", { "data-outcome": found.outcome, "data-check": name, "data-code": found.code }), body = element("div");
    body.append(element("strong", say(`verify.check.${name}`)), element("span", say(`verify.outcome.${OUTCOMES[found.outcome]}`), { class: "said" }), element("span", say(found.code, found.details)));
    item.append(element("span", MARKS[found.outcome], { class: "mark", "aria-hidden": "true" }), body);
    list.append(item);
  }
  result.append(list);
  if (!facts.length) return;
  const table = element("dl");
  for (const [label, value] of facts) {
    const told = element("dd", Array.isArray(value) ? "" : value);
    if (Array.isArray(value)) {
      const items = element("ul");
      items.append(...value.map((one) => element("li", one)));
      told.append(items);
    }
    table.append(element("dt", say(label)), told);
  }
  result.append(element("h2", say("offline.says")), element("p", say("offline.own-word")), table);
}

async function go(given) {
  last = given;
  shown(await check(given));
}

function dress() {
  document.documentElement.lang = reading;
  const old = Date.now() - Date.parse(snapshot.takenAt) > TOO_OLD, taken = document.getElementById("taken");
  for (const name of ["title", "lede", "file-label", "text-label", "go"]) document.getElementById(name).textContent = say(`offline.${name}`);
  document.title = say("offline.title");
  taken.textContent = say(old ? "offline.taken-long-ago" : "offline.taken", { on: day(snapshot.takenAt) });
  taken.toggleAttribute("data-old", old);
  const languages = document.getElementById("languages");
  languages.setAttribute("aria-label", say("offline.language"));
  languages.replaceChildren(...[["kk", "Қазақша"], ["ru", "Русский"], ["en", "English"]].map(([code, name]) => {
    const made = element("button", name, { type: "button", lang: code });
    if (code === reading) made.setAttribute("aria-current", "true");
    made.addEventListener("click", () => { reading = code; dress(); if (last !== null) go(last); });
    return made;
  }));
}

document.getElementById("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const [file] = document.getElementById("file").files, typed = document.getElementById("text").value;
  if (!typed.trim() && !file) return;
  if (file && file.size > MAX_BYTES && !typed.trim()) return shown({ checks: [["schema", said("no", "credential.input-too-large", { limit: MAX_BYTES })]], facts: [] });
  let given = typed;
  if (!typed.trim()) {
    try { given = utf8(await file.arrayBuffer()); } catch (error) { return shown({ checks: [["schema", answer(error)]], facts: [] }); }
  }
  return go(given);
});
dress();
