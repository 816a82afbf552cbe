// What this browser keeps: plans as words, each sealed with a key that no script can read out (AES-GCM, not extractable);
// and, in the clear, which were opened with no network: an id and a time, so that they outlast the plans.
const NAME = "accord-kept";
const NOW = "now";
const WANTED = "wanted";
const MOST = 20;
const HOUR = 60 * 60 * 1000;
const SLACK = 5 * 60 * 1000;
const can = () => Boolean(window.indexedDB && window.isSecureContext && window.crypto.subtle);

export async function openStore() {
  if (!can()) return null;
  try {
    return new Store(await database());
  } catch {
    return null;
  }
}

function database() {
  const asked = window.indexedDB.open(NAME, 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore("keys", { keyPath: "id" });
    asked.result.createObjectStore("plans", { keyPath: "person" });
    asked.result.createObjectStore("openings", { keyPath: "id" });
  };
  return answered(asked);
}

class Store {
  constructor(held) {
    this.held = held;
  }

  run(name, mode, ask) {
    return answered(ask(this.held.transaction(name, mode).objectStore(name)));
  }

  get(name, id) {
    return this.run(name, "readonly", (store) => store.get(id));
  }

  list(name) {
    return this.run(name, "readonly", (store) => store.getAll());
  }

  put(name, row) {
    return this.run(name, "readwrite", (store) => store.put(row));
  }

  drop(name, id) {
    return this.run(name, "readwrite", (store) => store.delete(id));
  }

  async wants(who) {
    const wanted = await this.get("keys", WANTED);
    return Boolean(wanted && wanted.who === who);
  }

  async switchOn(who) {
    await this.put("keys", { id: WANTED, who });
    const now = await this.get("keys", NOW);
    if (now && now.who === who) return;
    await this.wipe();
    const key = await window.crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    await this.put("keys", { id: NOW, who, key });
  }

  async switchOff() {
    await this.drop("keys", WANTED);
    await this.wipe();
  }

  // Without the key what was sealed is nothing any more, wherever a disk still has it.
  async wipe() {
    await this.drop("keys", NOW);
    await this.run("plans", "readwrite", (store) => store.clear());
  }

  async wipeUnlessOf(who) {
    const now = await this.get("keys", NOW);
    if (now && now.who !== who) await this.wipe();
  }

  async who() {
    const now = await this.get("keys", NOW);
    return now ? now.who : "";
  }

  async keep(person, told, hours) {
    const now = await this.get("keys", NOW);
    if (!now) return;
    const iv = window.crypto.getRandomValues(new Uint8Array(12));
    const how = { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(person) };
    const sealed = await window.crypto.subtle.encrypt(how, now.key, new TextEncoder().encode(JSON.stringify(told)));
    const at = Date.now();
    await this.put("plans", { person, iv, sealed, at, ends: at + hours * HOUR });
    const rows = (await this.list("plans")).sort((one, other) => other.at - one.at);
    for (const row of rows.slice(MOST)) await this.drop("plans", row.person);
  }

  // What is kept now, the last opened first. What has ended is gone, and so is all where the clock was put back.
  async plans() {
    const now = await this.get("keys", NOW);
    const kept = [];
    for (const row of await this.list("plans")) {
      const clock = Date.now();
      if (!now || clock >= row.ends || clock < row.at - SLACK) {
        await this.drop("plans", row.person);
        continue;
      }
      const how = { name: "AES-GCM", iv: row.iv, additionalData: new TextEncoder().encode(row.person) };
      const text = await window.crypto.subtle.decrypt(how, now.key, row.sealed);
      kept.push({ ...JSON.parse(new TextDecoder().decode(text)), keptAt: row.at, ends: row.ends });
    }
    return kept.sort((one, other) => other.keptAt - one.keptAt);
  }

  async noteOpening(person) {
    const at = new Date().toISOString();
    await this.put("openings", { id: window.crypto.randomUUID(), person, at, who: await this.who() });
  }
}

function answered(asked) {
  return new Promise((done, failed) => {
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}
