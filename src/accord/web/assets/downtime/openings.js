// Keeps who opened what, in a chain of seals (accord.sharing.downtime.logs), before anything is shown. It lies in this
// browser and holds no name of a patient; where the browser keeps nothing, the file has to be saved before it is closed.
const TITLE = "accord downtime openings, version 1";
const LONGEST = 120;
const text = new TextEncoder();

export class Openings {
  constructor(code, key) {
    this.place = `accord-downtime-${code}`;
    this.key = key;
    this.keeps = true;
    this.saved = 0;
    this.held = this.kept() || { title: TITLE, pack: code, log: hex(window.crypto.getRandomValues(new Uint8Array(16))), entries: [] };
  }

  static async of(code, digits) {
    const raw = Uint8Array.from(digits.match(/../g), (pair) => parseInt(pair, 16));
    return new Openings(code, await window.crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]));
  }

  kept() {
    try {
      return JSON.parse(window.localStorage.getItem(this.place));
    } catch {
      this.keeps = false;
      return null;
    }
  }

  async note(reader, person) {
    const entries = this.held.entries;
    const at = new Date().toISOString().replace(/\.\d+Z$/, "Z");
    const entry = { number: entries.length + 1, at, who: reader.who, job: reader.job, why: reader.why, person };
    const before = entries.length ? entries[entries.length - 1].seal : this.held.log;
    const said = [entry.number, at, entry.who, entry.job, entry.why, person].join("\n");
    const seal = await window.crypto.subtle.sign("HMAC", this.key, text.encode(`${TITLE}\n${before}\n${said}`));
    entries.push({ ...entry, seal: hex(new Uint8Array(seal)) });
    try {
      window.localStorage.setItem(this.place, JSON.stringify(this.held));
    } catch {
      this.keeps = false;
    }
  }

  get count() {
    return this.held.entries.length;
  }

  get text() {
    return JSON.stringify(this.held, null, 1);
  }

  get isAtRisk() {
    return !this.keeps && this.count > this.saved;
  }

  save() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([this.text], { type: "application/json" }));
    link.download = `openings-${this.held.pack}-${this.held.log.slice(0, 6)}.json`;
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    this.saved = this.count;
  }
}

export const line = (typed) => Array.from(typed.replace(/[\p{C}\p{Z}]+/gu, " ").trim()).slice(0, LONGEST).join("").trim();
const hex = (held) => Array.from(held, (each) => each.toString(16).padStart(2, "0")).join("");
