// The design system's radios say `aria-expanded`, which ARIA does not allow on a radio; what opens follows it anyway.
export function settleReveals() {
  settle();
  document.addEventListener("click", settle);
  window.addEventListener("pageshow", settle);
}

function settle() {
  for (const radio of document.querySelectorAll("input[type=radio][aria-expanded]")) radio.removeAttribute("aria-expanded");
}
