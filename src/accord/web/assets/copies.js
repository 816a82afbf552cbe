// Checks the square code of a printed copy in the browser itself: the signature, the key, and whose code it is. Nothing
// is sent anywhere. The rules are those of accord.sharing.copies.proofs; the words come with the page.
import { registerWorker } from "./kept/keeping.js";

const MARK = "ACC1";
const SIGNED_AS = "accord printed copy, version 1\n";
const PARTS = 9;
const ADDRESS = /\/copy\/([^/?#\s]+)\/?(?:\?[^#\s]*)?#/;

const OLD_KEYS = 7 * 24 * 60 * 60 * 1000;

export function offerChecking() {
  const place = document.querySelector("[data-check-copy]");
  if (!place) return;
  const told = JSON.parse(place.dataset.checkCopy);
  const [square, printed, answer] = ["#square", "#printed-code", "[data-check-answer]"].map((each) =>
    place.querySelector(each),
  );
  place.querySelector("[data-check-body]").hidden = false;
  tellAge(place.querySelector("[data-check-age]"), told.asAt);
  registerWorker();
  tellThatNobodyWasAsked(place);
  const press = async () => say(answer, await check(square.value, printed.value, told));
  place.querySelector("[data-check-press]").addEventListener("click", press);
  if (window.location.hash.startsWith(`#${MARK}~`)) {
    square.value = window.location.href;
    press();
  }
}

// A question that a kept page is shown for had no network: with one, another page answers it, or says what is wrong.
function tellThatNobodyWasAsked(place) {
  const isAsked = new URLSearchParams(window.location.search).has("code") || window.location.pathname.startsWith("/copy/");
  const isForm = document.querySelector("form[action='/check-a-copy']");
  if (!isAsked || !isForm || document.querySelector(".nhsuk-error-summary")) return;
  const told = document.createElement("p");
  told.className = "app-changed";
  told.setAttribute("role", "alert");
  told.textContent = "Accord cannot be reached: nobody was asked how the copy stands. This says nothing about whether it is still current.";
  place.parentElement.prepend(told);
}

// The page may have been kept since: a key that was revoked meanwhile is not known to it.
function tellAge(place, asAt) {
  const at = new Date(asAt).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "Europe/London" });
  const isOld = Date.now() - Date.parse(asAt) > OLD_KEYS;
  place.textContent = `The keys in this page are as at ${at}.${isOld ? " They are more than a week old: open this page with a network, or a key that was revoked since is not known here." : ""}`;
}

async function check(text, printed, told) {
  const address = text.trim();
  const found = ADDRESS.exec(address);
  const proof = found ? address.slice(found.index + found[0].length) : address;
  const parts = proof.split("~");
  if (parts.length !== PARTS || parts[0] !== MARK) return ["This is not the square code of a printed copy."];
  const [, code, kind, , minute, cpr, review, keyId, signature] = parts;
  const key = told.keys.find((each) => each.id === keyId);
  if (!key) return [told.findings.unknown_key];
  if (!window.crypto || !window.crypto.subtle) return ["This browser cannot check signatures. Ask by the code instead."];
  let signed;
  try {
    signed = await isSigned(proof.slice(0, proof.lastIndexOf("~")), signature, key.public);
  } catch (error) {
    if (error.name === "NotSupportedError") return ["This browser cannot check signatures. Ask by the code instead."];
    signed = false;
  }
  if (!signed) return [told.findings.altered];
  if (key.state === "revoked") return [told.findings.revoked_key];
  const others = [found ? found[1] : "", printed].map(tidy).filter((each) => each && each !== code);
  if (others.length) return [told.findings.other_copy, `The square code is that of copy ${shown(code)}.`];
  return [
    `${told.findings.authentic} at ${minuteOf(minute)}.`,
    told.cannotTell,
    `It is copy ${shown(code)}: ${lower(told.kinds[kind])}. It says: ${told.cpr[cpr]}.`,
    review === "-" ? "No review date stands in it." : `Review by ${dayOf(review)}.`,
    "Check that all this, and the name of the person, is what stands on the sheet.",
  ];
}

async function isSigned(body, signature, publicKey) {
  const subtle = window.crypto.subtle;
  const key = await subtle.importKey("raw", bytesOf(publicKey), { name: "Ed25519" }, false, ["verify"]);
  const given = Uint8Array.from(window.atob(signature.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  return subtle.verify({ name: "Ed25519" }, key, given, new TextEncoder().encode(SIGNED_AS + body));
}

function say(answer, [first, ...rest]) {
  const strong = document.createElement("strong");
  strong.textContent = first;
  answer.replaceChildren(paragraph(strong), ...rest.map(paragraph));
}

function paragraph(held) {
  const made = document.createElement("p");
  made.append(held);
  return made;
}

const bytesOf = (digits) => Uint8Array.from(digits.match(/../g), (pair) => parseInt(pair, 16));
const lower = (words) => words.charAt(0).toLowerCase() + words.slice(1);
const shown = (code) => `${code.slice(0, 5)}-${code.slice(5)}`;
const dayOf = (day) => new Date(day).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });

// What people misread in a code is read as what was printed: as in accord.sharing.copies.codes.
function tidy(code) {
  return code.toUpperCase().replace(/[\s\u2010\u2011\u2013-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
}

function minuteOf(minute) {
  const [year, month, day, hour, past] = minute.match(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z$/).slice(1).map(Number);
  const at = new Date(Date.UTC(year, month - 1, day, hour, past));
  return at.toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "Europe/London" });
}
