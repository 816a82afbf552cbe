// Reads one resource of FHIR a line, and says for each what the npm package `fhir` finds wrong, as a line of JSON.
const { Fhir } = require("fhir");
const { createInterface } = require("readline");

const fhir = new Fhir();
createInterface({ input: process.stdin }).on("line", (line) => {
  const { valid, messages } = fhir.validate(JSON.parse(line), { errorOnUnexpected: true });
  const wrong = messages.filter((each) => each.severity !== "info" && each.severity !== "warning");
  console.log(JSON.stringify({ valid, wrong: wrong.map((each) => `${each.location}: ${each.message}`) }));
});
