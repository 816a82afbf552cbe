// Says when somebody else changed what is being edited: an element with `data-watch-url` asks every ten seconds for
// {"changed": true, "words": "…"} and shows the words. It asks only while the page is being looked at.
const EVERY = 10000;

export function watchForChanges() {
  for (const element of document.querySelectorAll("[data-watch-url]")) watch(element);
}

function watch(element) {
  let shown = "";
  const timer = window.setInterval(async () => {
    if (document.visibilityState !== "visible") return;
    const said = await ask(element.dataset.watchUrl);
    if (said === null) window.clearInterval(timer);
    else if (said.changed && said.words !== shown) {
      shown = said.words;
      show(element, said.words);
    }
  }, EVERY);
}

// Null means that asking again is of no use: the session has ended or the page is gone.
async function ask(url) {
  try {
    const response = await fetch(url, {
      headers: { Accept: "application/json" },
      credentials: "same-origin",
      redirect: "manual",
      cache: "no-store",
    });
    if (response.ok) return await response.json();
    return response.status >= 500 ? {} : null;
  } catch {
    return {};
  }
}

function show(element, words) {
  let banner = element.querySelector("[data-changed]");
  if (!banner) {
    banner = document.createElement("div");
    banner.className = "app-changed";
    banner.dataset.changed = "";
    banner.setAttribute("role", "alert");
    element.prepend(banner);
  }
  banner.textContent = words;
}
