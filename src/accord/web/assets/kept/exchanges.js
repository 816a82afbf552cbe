// What is asked of Accord about what is kept: whether it still stands; and what is given back: what was opened with no
// network. Null means that nobody is signed in; an error means that nobody answers.
export async function session() {
  return told(await fetch("/kept/session", HOW));
}

export async function checked(token, plans) {
  const kept = plans.map(({ person, mark, versions }) => ({ person, mark, versions }));
  return told(await send("/kept/checks", token, { kept }));
}

export async function words(person) {
  const answer = await fetch(`/people/${person}/kept`, HOW);
  if (answer.status >= 500) throw new Error("no answer");
  return answer.status === 200 ? answer.json() : null;
}

// Each opening has an id of its own, so that sending it again writes nothing again.
export async function giveBack(store, given) {
  const own = (await store.list("openings")).filter((each) => each.who === given.who);
  if (!own.length) return 0;
  const openings = own.map(({ id, person, at }) => ({ id, person, at }));
  const answer = await send("/kept/openings", given.token, { openings });
  if (!answer.ok) return 0;
  for (const each of own) await store.drop("openings", each.id);
  return own.length;
}

const HOW = { credentials: "same-origin", redirect: "manual", cache: "no-store", headers: { Accept: "application/json" } };

function send(path, token, body) {
  const headers = { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": token };
  return fetch(path, { ...HOW, method: "POST", headers, body: JSON.stringify(body) });
}

async function told(answer) {
  if (answer.status >= 500) throw new Error("no answer");
  return answer.ok ? answer.json() : null;
}
