// The page of what this browser kept. With a network each name leads to the record itself: what is kept is never shown
// as what is current. With none it is shown with its age, after that was written down; and once a network is there again
// it says what became of it.
import { made, showPlan } from "../plan_words.js";
import { checked, giveBack, session } from "./exchanges.js";
import { registerWorker } from "./keeping.js";
import { openStore } from "./store.js";

const EVERY = 15000;
const ENDED = { gone: "Cancelled or ended", replaced: "Replaced by a newer plan", changed: "Changed" };

export async function showKept() {
  const place = document.querySelector("[data-kept-page]");
  if (!place) return;
  const store = await openStore();
  if (!store) return say(place, "This browser cannot keep plans.");
  const page = new KeptPage(place, store);
  await page.begin();
}

class KeptPage {
  constructor(place, store) {
    [this.place, this.store, this.states] = [place, store, new Map()];
    [this.who, this.isThere, this.isOwn, this.open] = [document.body.dataset.keptFor || "", false, false, ""];
    this.find = (name) => place.querySelector(`[data-kept-${name}]`);
  }

  async begin() {
    this.find("on").addEventListener("click", () => this.switch(true));
    this.find("off").addEventListener("click", () => this.switch(false));
    this.find("back").addEventListener("click", () => this.showNames());
    window.addEventListener("online", () => this.check());
    window.setInterval(() => this.check(), EVERY);
    await this.check();
  }

  async switch(isOn) {
    if (isOn) {
      await this.store.switchOn(this.who);
      await registerWorker();
    } else {
      await this.store.switchOff();
    }
    await this.check();
  }

  // One check at a time: an event and the clock may ask at once.
  check() {
    this.checking = this.checking || this.ask().finally(() => (this.checking = null));
    return this.checking;
  }

  async ask() {
    const plans = await this.store.plans();
    try {
      const given = await session();
      this.isThere = true;
      this.isOwn = Boolean(given) && given.who === (await this.store.who());
      if (this.isOwn) {
        const answer = plans.length ? await checked(given.token, plans) : null;
        for (const each of answer ? answer.plans : []) this.states.set(each.person, { ...each, at: answer.at });
        await giveBack(this.store, given);
      }
    } catch {
      this.isThere = false;
    }
    await this.draw();
  }

  async draw() {
    // With a network nobody needs what is kept before they are signed in, and nobody else is to see whose it is.
    const isHeld = this.isThere && !this.isOwn;
    const plans = isHeld ? [] : await this.store.plans();
    const isOn = this.who && (await this.store.wants(this.who));
    this.find("offer").hidden = !this.who;
    this.find("on").hidden = isOn;
    this.find("off").hidden = !isOn;
    say(this.find("network"), this.isThere ? "" : "Accord cannot be reached. What stands here is what this device kept, and may have been changed or cancelled since.");
    const none = isHeld && (await this.store.who()) ? "Sign in to see what is kept here." : "No plan is kept here. That is no answer about anybody: somebody may have a plan.";
    say(this.find("none"), plans.length ? "" : none);
    this.find("list").replaceChildren(...plans.map((each) => this.row(each)));
    if (this.open) this.tellOpen(plans.find((each) => each.person === this.open));
  }

  row(each) {
    const item = made("li", "", "app-kept-plan");
    const state = this.states.get(each.person);
    const name = this.isThere ? made("a", each.words.name) : made("button", each.words.name, "app-link");
    if (this.isThere) name.href = `/emergency/${each.person}`;
    else name.addEventListener("click", () => this.show(each));
    item.append(name, made("span", `, born ${each.words.born}. Kept ${age(each)}.`));
    if (state) item.append(made("strong", ` ${stateWords(state)}`, ENDED[state.state] ? "app-kept-plan__ended" : ""));
    return item;
  }

  async show(each) {
    await this.store.noteOpening(each.person);
    this.open = each.person;
    this.find("names").hidden = true;
    this.find("plan").hidden = false;
    this.find("words").replaceChildren(showPlan(each.words, before(each)));
    this.tellOpen(each);
    this.find("words").querySelector("h2").focus();
  }

  showNames() {
    this.open = "";
    this.find("names").hidden = false;
    this.find("plan").hidden = true;
    this.find("words").replaceChildren();
  }

  // A plan that is open says at once what became of it, and is taken away where it no longer stands.
  tellOpen(each) {
    if (!each) return this.showNames();
    const state = this.states.get(each.person);
    const ended = state && ENDED[state.state];
    const news = this.find("news");
    news.hidden = !this.isThere && !ended;
    if (news.hidden) return;
    const link = made("a", "Open what is current");
    link.href = `/emergency/${each.person}`;
    const told = state ? stateWords(state) : "The network is back. Sign in to see what is current.";
    news.replaceChildren(made("strong", `${each.words.name}, born ${each.words.born}. ${told}`), made("span", " "), link);
    if (ended) this.find("words").replaceChildren();
  }
}

const stateWords = (state) => (ENDED[state.state] ? `${ENDED[state.state]} since. Do not go by it.` : `Checked at ${clock(state.at)}: nothing has changed since.`);
const clock = (at) => new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/London" });

function age(each) {
  const minutes = Math.floor((Date.now() - each.keptAt) / 60000);
  const told = minutes < 1 ? "just now" : minutes < 120 ? `${minutes} minutes ago` : `${Math.floor(minutes / 60)} hours ago`;
  return `at ${clock(each.keptAt)}, ${told}`;
}

function before(each) {
  return [`Kept ${age(each)}. This is not the current record: nobody can tell from it whether it was changed or cancelled since.`];
}

function say(element, words) {
  if (element.textContent !== words) element.textContent = words;
  element.hidden = !words;
}
