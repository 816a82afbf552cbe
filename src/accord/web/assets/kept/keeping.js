// Keeps the plan that was just opened in an emergency, where whoever is signed in asked for that on this device; wipes
// what is another's; and gives back what was opened with no network. With nothing switched on it does nothing.
import { giveBack, session, words } from "./exchanges.js";
import { openStore } from "./store.js";

export async function keepPlans() {
  const { keptFor, keptHours } = document.body.dataset;
  const wipes = document.querySelector("[data-wipe-kept]");
  if (!keptFor && !wipes) return;
  const store = await openStore();
  if (!store) return;
  if (wipes) return store.wipe();
  await store.wipeUnlessOf(keptFor);
  for (const form of document.querySelectorAll(".nhsuk-header__account-form")) {
    form.addEventListener("submit", () => store.wipe());
  }
  if (!(await store.wants(keptFor))) return;
  await store.switchOn(keptFor);
  await work(store, Number(keptHours)).catch(() => {});
}

async function work(store, hours) {
  const shown = document.querySelector("[data-emergency-of]");
  if (shown) {
    const person = shown.dataset.emergencyOf;
    const told = await words(person);
    await (told ? store.keep(person, told, hours) : store.drop("plans", person));
    shown.dataset.kept = told ? "yes" : "no";
  }
  if ((await store.list("openings")).length) {
    const given = await session();
    if (given) await giveBack(store, given);
  }
}

export function registerWorker() {
  if (!navigator.serviceWorker || !window.isSecureContext) return Promise.resolve();
  return navigator.serviceWorker.register("/service-worker.js").catch(() => {});
}
