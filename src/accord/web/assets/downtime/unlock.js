// Opens a pack with the passphrase, as accord.sharing.downtime does: PBKDF2 opens the private key that the pack carries,
// ECDH and HKDF give the key of the content, and AES-GCM opens that with the cover beside it. A cover that was changed,
// its expiry above all, opens nothing.
const TITLE = "accord downtime pack, version 1";
const MISREAD = { O: "0", I: "1", L: "1" };
const text = new TextEncoder();

export class Refusal extends Error {}

export function tidy(passphrase) {
  return passphrase.toUpperCase().replace(/[\s\u00a0\u2010\u2011\u2013-]/g, "").replace(/[OIL]/g, (each) => MISREAD[each]);
}

export async function unlock(pack, passphrase) {
  const subtle = window.crypto && window.crypto.subtle;
  if (!subtle) throw new Refusal("This browser cannot open the pack. Use another browser, or the command: accord downtime open");
  const own = await privateKey(subtle, pack.envelope, passphrase);
  try {
    const point = bytes(pack.point);
    const theirs = await subtle.importKey("raw", point, { name: "ECDH", namedCurve: "P-256" }, false, []);
    const shared = await subtle.deriveBits({ name: "ECDH", public: theirs }, own, 256);
    const base = await subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
    const how = { name: "HKDF", hash: "SHA-256", salt: point, info: text.encode(TITLE) };
    const key = await subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
    const opening = { name: "AES-GCM", iv: bytes(pack.nonce), additionalData: text.encode(pack.cover) };
    return JSON.parse(new TextDecoder().decode(await subtle.decrypt(opening, key, bytes(pack.sealed))));
  } catch {
    throw new Refusal("This pack is damaged, or was changed: do not use it.");
  }
}

async function privateKey(subtle, envelope, passphrase) {
  const base = await subtle.importKey("raw", text.encode(tidy(passphrase)), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: bytes(envelope.salt), iterations: envelope.iterations };
  const key = await subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
  const opening = { name: "AES-GCM", iv: bytes(envelope.nonce), additionalData: bytes(envelope.public) };
  let held;
  try {
    held = await subtle.decrypt(opening, key, bytes(envelope.private));
  } catch {
    throw new Refusal("That is not the passphrase of this pack. Check each letter and figure, and that it is the right envelope.");
  }
  return subtle.importKey("pkcs8", held, { name: "ECDH", namedCurve: "P-256" }, false, ["deriveBits"]);
}

const bytes = (held) => Uint8Array.from(window.atob(held), (each) => each.charCodeAt(0));
