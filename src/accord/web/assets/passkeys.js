// A passkey in place of a code. The button needs JavaScript and a browser that knows passkeys: without them it stays
// hidden, and the code of the app does the same.
export function offerPasskeys() {
  if (!window.PublicKeyCredential) return;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const button = form.querySelector("button");
    button.hidden = false;
    button.addEventListener("click", () => give(form));
  }
}

async function give(form) {
  const complaint = form.querySelector("[role=alert]");
  complaint.hidden = true;
  try {
    const publicKey = opened(JSON.parse(form.dataset.options));
    const made = await navigator.credentials[form.dataset.passkey]({ publicKey });
    form.elements.passkey.value = JSON.stringify(closed(made));
    form.requestSubmit();
  } catch {
    complaint.hidden = false;
  }
}

// What the server writes as base64url, as the browser wants it; and the other way round.
function opened(options) {
  options.challenge = bytes(options.challenge);
  if (options.user) options.user.id = bytes(options.user.id);
  for (const each of [...(options.excludeCredentials || []), ...(options.allowCredentials || [])]) each.id = bytes(each.id);
  return options;
}

function closed(made) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (made.response[name]) response[name] = text(made.response[name]);
  }
  return { id: made.id, rawId: text(made.rawId), type: made.type, response };
}

function bytes(written) {
  const plain = window.atob(written.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return window.btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
