// Keeps a form on the server as it is typed: <form data-keep-url="…"> with a `data-kept` element that says so.
// Nothing is stored in the browser: what is typed is about a person, and the machine may be shared.
//
// The server answers 2xx, with JSON {"at": "10:03"} if it likes; 409 with {"words": "…"} when somebody else changed
// the same part, which ends the keeping until the page is loaded again.
const WAIT = 1000;
const FIRST_RETRY = 2000;
const LONGEST_RETRY = 60000;
// The browser sends no more than 64 kB once the page is going away.
const KEEPALIVE_BYTES = 60000;
const NOT_SAVED = "Not saved yet, keep this page open";

export function keepForms() {
  for (const form of document.querySelectorAll("form[data-keep-url]")) new Keeper(form);
}

class Keeper {
  constructor(form) {
    this.form = form;
    this.note = form.querySelector("[data-kept]") || this.makeNote();
    this.saved = this.write();
    this.sending = false;
    this.inFlight = null;
    this.stopped = false;
    this.retry = FIRST_RETRY;
    form.addEventListener("input", () => this.soon(WAIT));
    form.addEventListener("change", () => this.soon(WAIT));
    form.addEventListener("focusout", () => this.soon(0));
    form.addEventListener("submit", () => this.leave());
    window.addEventListener("pagehide", () => this.flush());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.flush();
    });
    window.addEventListener("online", () => this.soon(0));
    window.addEventListener("beforeunload", (event) => {
      if (this.failed && this.differs()) event.preventDefault();
    });
  }

  makeNote() {
    const note = document.createElement("p");
    note.className = "app-kept";
    note.setAttribute("role", "status");
    this.form.append(note);
    return note;
  }

  write() {
    const data = new FormData(this.form);
    data.delete("csrfmiddlewaretoken");
    return new URLSearchParams(data).toString();
  }

  differs() {
    return this.write() !== this.saved;
  }

  soon(wait) {
    window.clearTimeout(this.timer);
    if (!this.stopped) this.timer = window.setTimeout(() => this.keep(), wait);
  }

  // The form itself is being sent: keeping it too would race with that.
  leave() {
    window.clearTimeout(this.timer);
    this.left = true;
    this.failed = false;
  }

  // The page is going away: send what has not been sent, even behind a send that is still on its way.
  flush() {
    const writing = this.write();
    if (this.left || this.stopped || writing === this.saved || writing === this.inFlight) return;
    this.inFlight = writing;
    this.send(writing).then((response) => this.read(response, writing)).catch(() => this.fail(NOT_SAVED));
  }

  async keep() {
    if (this.left || this.stopped || !this.differs()) return;
    if (this.sending) {
      this.again = true;
      return;
    }
    this.sending = true;
    const writing = this.write();
    this.inFlight = writing;
    try {
      await this.read(await this.send(writing), writing);
    } catch {
      this.fail(NOT_SAVED);
    }
    this.sending = false;
    this.inFlight = null;
    if (this.again) {
      this.again = false;
      this.soon(0);
    }
  }

  send(writing) {
    const token = this.form.querySelector("[name=csrfmiddlewaretoken]");
    return fetch(this.form.dataset.keepUrl, {
      method: "POST",
      body: new URLSearchParams(writing),
      headers: { Accept: "application/json", "X-CSRFToken": token ? token.value : "" },
      credentials: "same-origin",
      // A session that has ended answers with the sign-in page: that is not "saved".
      redirect: "manual",
      keepalive: writing.length < KEEPALIVE_BYTES,
    });
  }

  async read(response, writing) {
    if (response.ok) {
      const said = await response.json().catch(() => ({}));
      this.saved = writing;
      this.failed = false;
      this.retry = FIRST_RETRY;
      this.say(`Saved as typed at ${said.at || clock()}`, false);
    } else if (response.status === 409) {
      const said = await response.json().catch(() => ({}));
      this.stopped = true;
      this.failed = true;
      this.say(said.words || "Somebody else changed this part. What you typed is not saved: keep this page open", true);
    } else if (response.type === "opaqueredirect" || response.status === 401 || response.status === 403) {
      this.fail("You are signed out and this is not saved yet. Keep this page open, sign in again in another tab, and come back");
    } else {
      this.fail(NOT_SAVED);
    }
  }

  fail(words) {
    this.failed = true;
    this.say(words, true);
    this.soon(this.retry);
    this.retry = Math.min(this.retry * 2, LONGEST_RETRY);
  }

  say(words, failed) {
    this.note.classList.toggle("app-kept--failed", failed);
    if (this.note.textContent !== words) this.note.textContent = words;
  }
}

function clock() {
  return new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}
