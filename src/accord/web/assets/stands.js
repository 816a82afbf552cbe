// Says at once that what stands on this page has changed, and as plainly that it no longer knows: silence must never read
// as "still current". The page that was loaded names an address (`data-stands`) at which the server sends "changed" with
// one word for what became of a plan, and "alive" every few seconds. Nothing else comes over it.
const PATIENCE = 40000;
const GRACE = 5000;

export function hearWhetherItStands() {
  for (const place of document.querySelectorAll("[data-stands]")) hear(place);
}

function hear(place) {
  if (!window.EventSource) return;
  const words = JSON.parse(place.dataset.standsWords);
  let source = null;
  let timer = 0;
  let isOver = false;
  const wait = (time) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => show(place, "lost", words.lost, words.reload), time);
  };
  // Each try that fails would begin the wait anew: it begins with the first.
  let isDoubtful = false;
  const doubt = () => {
    if (!isDoubtful) wait(GRACE);
    isDoubtful = true;
  };
  const close = () => {
    window.clearTimeout(timer);
    if (source) source.close();
    source = null;
    isDoubtful = false;
  };
  const over = (kind, said) => {
    isOver = true;
    close();
    show(place, kind, said, words.reload);
  };
  const open = () => {
    if (source || isOver) return;
    source = new EventSource(place.dataset.stands);
    source.addEventListener("alive", () => {
      isDoubtful = false;
      hide(place);
      wait(PATIENCE);
    });
    source.addEventListener("changed", (event) => over("changed", words[event.data] || words.changed));
    source.addEventListener("ended", () => over("lost", words.ended));
    source.addEventListener("error", (event) => {
      if (isOver) return;
      if (event.target.readyState === EventSource.CLOSED) over("lost", words.ended);
      else doubt();
    });
    doubt();
  };
  // A browser keeps few connections to one host: a page that nobody looks at has none, and asks anew once it is seen. It
  // was loaded in a state that stands in its address, so whatever happened meanwhile is told then.
  const settle = () => (document.visibilityState === "visible" ? open() : close());
  document.addEventListener("visibilitychange", settle);
  settle();
}

function show(place, kind, said, reload) {
  if (place.dataset.says === kind) return;
  place.dataset.says = kind;
  const link = document.createElement("a");
  link.href = window.location.pathname + window.location.search;
  link.textContent = reload;
  const banner = document.createElement("div");
  banner.className = `app-stands app-stands--${kind}`;
  const strong = document.createElement("strong");
  strong.textContent = said;
  banner.append(strong, " ", link);
  place.replaceChildren(banner);
}

function hide(place) {
  if (place.dataset.says !== "lost") return;
  delete place.dataset.says;
  place.replaceChildren();
}
