// The design system's radios say `aria-expanded`, which ARIA does not allow on a radio; what opens follows it anyway.
// They also open what one item reveals; what several items reveal (`data-opened-by`) is opened here.
export function settleReveals() {
  settle();
  document.addEventListener("click", settle);
  document.addEventListener("change", settle);
  window.addEventListener("pageshow", settle);
}

function settle() {
  for (const radio of document.querySelectorAll("input[type=radio][aria-expanded]")) radio.removeAttribute("aria-expanded");
  for (const block of document.querySelectorAll("[data-opened-by]")) {
    const open = block.dataset.openedBy.split(" ").some((id) => document.getElementById(id)?.checked);
    block.classList.toggle("app-opened--hidden", !open);
  }
}
