// Shows one person's plan from words alone (accord.sharing.downtime.wording): every line is put in as text, so that
// nothing that was typed into a plan can be anything else.
export function made(name, words = "", className = "") {
  const element = document.createElement(name);
  if (words) element.textContent = words;
  if (className) element.className = className;
  return element;
}

// `before` stands before what is said about CPR: how old it is, and whether it may still be believed.
export function showPlan(person, before) {
  const shown = made("article");
  shown.append(identity(person), status(person.status, before));
  for (const each of person.sections) shown.append(section(each));
  return shown;
}

function identity(person) {
  const box = made("section", "", "app-identity");
  const name = made("h2", person.name, "nhsuk-heading-l");
  name.tabIndex = -1;
  box.append(made("p", "Check that this is the right person", "nhsuk-caption-m"), name);
  for (const line of [`Born ${person.born}`, `NHS number ${person.number}`, person.address]) {
    if (line) box.append(made("p", line, "app-identity__line"));
  }
  if (person.others.length) box.append(made("p", `Also known as ${person.others.join(", ")}`, "app-identity__line"));
  return box;
}

function status(said, before) {
  const box = made("section", "", `app-status app-status--${said.kind}`);
  const words = made("div", "", "app-status__words");
  for (const line of before) words.append(made("p", line, "app-status__line app-status__before"));
  words.append(made("h3", said.heading, "app-status__title"));
  for (const line of said.lines) words.append(made("p", line, "app-status__line"));
  box.append(words);
  return box;
}

function section(each) {
  const box = made("section", "", `app-words app-words--${each.tone}`);
  box.append(made("h3", each.title, "nhsuk-heading-s"));
  const list = made("ul", "", "nhsuk-list nhsuk-list--bullet");
  for (const line of each.lines) list.append(made("li", line, "app-typed"));
  box.append(list);
  return box;
}
