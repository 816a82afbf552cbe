// A second press of a button does nothing while the first is on its way. The buttons are not disabled: a disabled
// button would leave its own name out of what is sent. The server has a token of its own against a second send.
const RELEASE_AFTER = 15000;

export function guardDoubleSubmits() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    mark(form, true);
    window.setTimeout(() => release(form), RELEASE_AFTER);
  });
  // The back button may bring the page back just as it was left.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(release);
  });
}

function release(form) {
  delete form.dataset.sent;
  mark(form, false);
}

function mark(form, sent) {
  for (const button of form.querySelectorAll("button:not([type=button])")) {
    if (sent) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }
}
