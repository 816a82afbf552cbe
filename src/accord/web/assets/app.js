// Progressive enhancement only: every page works without this file.
import { initAll } from "nhsuk-frontend";
import { offerFiles } from "./chosen_files.js";
import { offerChecking } from "./copies.js";
import { guardDoubleSubmits } from "./submits.js";
import { keepForms } from "./keep.js";
import { keepPlans } from "./kept/keeping.js";
import { showKept } from "./kept/page.js";
import { offerPasskeys } from "./passkeys.js";
import { offerPrinting } from "./printing.js";
import { settleReveals } from "./reveals.js";
import { hearWhetherItStands } from "./stands.js";
import { watchForChanges } from "./watch.js";

initAll();
settleReveals();
guardDoubleSubmits();
keepForms();
watchForChanges();
hearWhetherItStands();
offerPasskeys();
offerPrinting();
offerChecking();
offerFiles();
keepPlans().then(showKept);
