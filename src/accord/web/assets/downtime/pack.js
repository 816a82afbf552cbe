// The page of a downtime pack: one file, opened from a disk, with no network. Who opens it is written down first; then
// the names, then one plan at a time, each said to be as old as it is.
import { made, showPlan } from "../plan_words.js";
import { Openings, line } from "./openings.js";
import { Refusal, unlock } from "./unlock.js";

const IDLE = 10 * 60 * 1000;
const pack = JSON.parse(document.getElementById("pack").textContent);
const cover = JSON.parse(pack.cover);
const find = (id) => document.getElementById(id);
const parts = ["cover-note", "open", "names", "plan", "given-back"].reduce((all, id) => ({ ...all, [id]: find(id) }), {});
let content;
let openings;
let reader;

const time = (at) => new Date(at).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "Europe/London" });

// What the clock of this device says of the pack's age. It may be wrong, and then that is said instead.
function age() {
  const now = Date.now();
  if (now < Date.parse(cover.made_at) - 5 * 60 * 1000) {
    return { kind: "unsure", words: `The clock of this device is wrong (${time(now)}, before the pack was made). How old the pack is cannot be told.` };
  }
  if (now < Date.parse(cover.expires_at)) return { kind: "good", words: "" };
  return { kind: "old", words: `Out of date: this pack expired on ${time(cover.expires_at)}. Look for a newer one. What it says may have been changed or cancelled since.` };
}

function noteAge() {
  const found = age();
  const note = parts["cover-note"];
  if (note.textContent === found.words) return;
  note.textContent = found.words;
  note.hidden = !found.words;
  const asked = find("although");
  asked.hidden = found.kind === "good";
  document.body.classList.toggle("is-old", found.kind !== "good");
}

function before() {
  const asAt = `As at ${time(cover.made_at)}. Nobody can tell from this pack whether it was changed or cancelled since.`;
  const words = age().words;
  return words ? [words, asAt] : [asAt];
}

async function open(event) {
  event.preventDefault();
  const who = line(find("who").value);
  if (!who) return complain("Say who you are: nothing is shown before.", "who");
  if (!find("although").hidden && !find("although-box").checked) return complain("Tick that you have no newer pack.", "although-box");
  const why = document.querySelector("input[name=why]:checked");
  reader = { who, job: line(find("job").value), why: why.value };
  find("open-press").disabled = true;
  try {
    content = await unlock(pack, find("passphrase").value);
    openings = await Openings.of(cover.code, content.return_key);
    await openings.note(reader, "-");
  } catch (error) {
    content = null;
    return complain(error instanceof Refusal ? error.message : "This pack could not be opened here.", "passphrase");
  } finally {
    find("open-press").disabled = false;
  }
  find("passphrase").value = "";
  complain("");
  showNames();
}

function complain(words, field = "") {
  const place = find("wrong");
  place.textContent = words;
  place.hidden = !words;
  for (const input of document.querySelectorAll("#open input")) input.removeAttribute("aria-invalid");
  if (!field) return;
  find(field).setAttribute("aria-invalid", "true");
  find(field).focus();
}

function show(name) {
  for (const each of ["open", "names", "plan"]) parts[each].hidden = each !== name;
  parts["given-back"].hidden = name === "open";
  document.querySelector(".absence").hidden = name === "plan";
  tellOpenings();
  window.scrollTo(0, 0);
}

function showNames() {
  show("names");
  filter();
  find("names-title").focus();
}

function filter() {
  const wanted = find("filter").value.toLowerCase().split(/\s+/).filter(Boolean);
  const digits = find("filter").value.replace(/\D/g, "");
  const found = content.people.filter((each) => {
    const said = [each.name, ...each.others, each.born].join(" ").toLowerCase();
    return wanted.every((word) => said.includes(word)) || (digits.length > 2 && each.number.replace(/\D/g, "").includes(digits));
  });
  const list = find("people");
  list.replaceChildren(...found.map(row));
  find("found").textContent = found.length ? `${found.length} of ${content.people.length} in this pack` : "Nobody in this pack has these words. That is no answer: somebody who is not here may have a plan.";
}

function row(person) {
  const item = made("li");
  const press = made("button", person.name, "app-link");
  press.type = "button";
  press.addEventListener("click", () => showOne(person));
  item.append(press, made("span", `, born ${person.born}, NHS number ${person.number}`));
  return item;
}

async function showOne(person) {
  await openings.note(reader, person.id);
  find("plan-words").replaceChildren(showPlan(person, before()));
  show("plan");
  find("plan-words").querySelector("h2").focus();
}

function tellOpenings() {
  if (!openings) return;
  const count = openings.count;
  find("opened").textContent = `${count === 1 ? "1 opening is" : `${count} openings are`} written down here.`;
  find("not-kept").hidden = openings.keeps;
}

let idle;
function stayAwake() {
  window.clearTimeout(idle);
  if (content) idle = window.setTimeout(() => window.location.reload(), IDLE);
}

find("cover-title").textContent = `Downtime pack of ${cover.organisation}`;
find("as-at").textContent = `As at ${time(cover.made_at)}. It expires on ${time(cover.expires_at)}. Pack ${cover.code.slice(0, 5)}-${cover.code.slice(5)}, envelope ${cover.envelope}.`;
find("open-form").addEventListener("submit", open);
find("filter").addEventListener("input", filter);
find("back").addEventListener("click", showNames);
find("lock").addEventListener("click", () => window.location.reload());
find("print").addEventListener("click", () => window.print());
find("save").addEventListener("click", () => {
  openings.save();
  tellOpenings();
});
for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, stayAwake);
window.addEventListener("beforeunload", (event) => {
  if (openings && openings.isAtRisk) event.preventDefault();
});
noteAge();
window.setInterval(noteAge, 15000);
parts.open.hidden = false;
