// Lets a file be chosen where its text is asked for: it is read here and put into the field; no file is ever sent.
export function offerFiles() {
  for (const offer of document.querySelectorAll("[data-file-into]")) {
    const field = document.getElementById(offer.dataset.fileInto);
    offer.hidden = false;
    offer.querySelector("input").addEventListener("change", async (event) => {
      const [file] = event.target.files;
      if (file) field.value = await file.text();
    });
  }
}
