"""The phrases that give a reason beside a group: an illness or an event, or the person's own refusal.

The list of conditions can never be complete: its silence alone proves nothing, and it weighs nothing. Endings of words
(-itis, -aemia, -oma) reach further than any list.
"""

from __future__ import annotations

import re

from accord.domain.phrases import vocabulary

_GRADE = r"(?:advanced|severe|end stage|late|late stage|terminal|final stage)"
NAMED = "namedgroup"
"""What stands in a text in place of the phrases that name a group, when its clinical reasons are looked for."""
LATE_DEMENTIA = "latedementia"
STAGED_DEMENTIA = re.compile(
    rf"\b{_GRADE} (?:stages? (?:of )?)?(?:vascular |mixed |lewy body )?(?:dementia|alzheimer'?s?)(?: disease)?"
    r"|\b(?:dementia|alzheimer'?s?(?: disease)?)(?: with lewy bodies)?,? (?:is |now )*"
    r"(?:(?:well )?advanced|at (?:the|its|an?) (?:end|late|last|final|advanced) stages?|at the stage of full care)\b"
)
"""Dementia so far advanced that it is an illness of which people die, and no diagnosis alone."""
_NOT_MEDICAL = (
    rf"(?!{NAMED}\b|age\b|years\b|care\b|decision|directive|planning|life\b|and\b|behaviour|challenging|distress|anxiety|impairment"
    r"|pain\b|communication|sensory|visual|hearing|sight|problems?\b|quality|physical|mental|in\b|of\b|as\b|than\b)"
)
_ENDS = "|".join(
    f"(?<={ending})"
    for ending in (
        *("itis", "aemia", "emia", "opathy", "plasia", "sclerosis", "stenosis", "ectasis", "rrhosis", "cytosis"),
        *("phylaxis", "trophy", "carcinoma", "sarcoma", "lymphoma", "myeloma", "melanoma", "blastoma", "thelioma"),
        *("ndroma", "denoma", "lioma"),
    )
)
"""Endings of the names of illnesses."""
_ILL = r"(?:failure|disease|syndrome|impairment|bleed|injury|infarct\w*|ischaemia|shock)"
_ORGANS = (
    r"(?:heart|cardiac|respiratory|ventilatory|renal|kidney|liver|hepatic|lung|pulmonary|multi ?organ|organ|bowel|gut"
    r"|valve|coronary|cardiorenal|hepatorenal|airways?|cerebrovascular|congenital|vascular|neurological|neuromuscular)"
)

CLINICAL = vocabulary(
    {
        "clinical_condition": (
            LATE_DEMENTIA,
            r"fast 7\w?",
            r"(?:chest|urine|urinary|repeated|recurrent|frequent|further|skin) (?:\w+ )?infections?",
            r"infections (?:take|took|have)",
            r"(?:los[st]|losing|loss of) (?:\w+ )?(?:weight|strength)",
            r"(?:weight \w+ \w+ and falling|eating less|eats little|failing (?:heart|kidneys?|lungs?))",
            r"(?:heart|lungs?|kidneys?|organs?|body) (?:\w+ ){0,2}?(?:failing|worn out|giving out)",
            r"(?:heart|lungs?|kidneys?)(?: and|,) (?:heart|lungs?|kidneys?)(?: disease)?",
            r"(?:choking|swallow\w* unsafe\w*|unsafe swallow\w*|delirium|pressure (?:sores?|damage|ulcers?))",
            r"(?:two|three|four|five|six|many|several|repeated|recurrent|frequent) falls",
            r"(?:did|does|has) not (?:get|got|go) back to|never recovered from|walking (?:has )?stopped",
            r"because of this illness|\d+ falls|with falls|egfr|contractures|osteoporosis",
            r"(?:down|lost) \d+ ?(?:kg|kilos?|st|stones?|lbs?|pounds?)|\d+ courses of",
            r"(?:blood )?clots?|(?:\w+ )?ulcers?|(?:sacral|bed|heel|open|weeping) sores?|blocked catheters?|vertebrae",
            r"angina|swollen|breathless\w*|vomiting",
            rf"{_GRADE} (?:stage |phase )?{_NOT_MEDICAL}[a-z]\w+",
            r"(?:metasta\w+|mets|inoperable|unresectable|decompensated|refractory|relapsed|fulminant|unsurvivable)",
            r"(?:cancer|ca|nsclc|sclc|gbm|hcc|aml|cll|malignan\w+|tumour|tumor)",
            rf"{_ORGANS} (?:\w+ )?{_ILL}",
            r"(?:heart|liver|renal|respiratory|kidney|organ)(?: \w+)? failure",
            r"(?:failure|stenosis|fibrosis|embolism|infarction|haemorrhage|hemorrhage|ischaemia|perforation)",
            r"(?:copd|coad|ild|ipf|mnd|ccf|chf|hf|hfref|ihd|esrf|ckd ?\d?\w?|aki|mof|lvsd|lvf|af)",
            r"(?:vf|vt|nstemi|stemi|pe|aaa|t[12]rf|t2dm|ms|psp|msa|cva|tia|pvd|ich|sah|nof|dic|ltot|ald)",
            r"(?:nyha \w+|ef \d+|fev1|gcs \d+)",
            r"(?:previous|prev|old|acute|inferior|anterior|massive|perioperative) (?:mi|pe)",
            r"(?:chronic obstructive pulmonary disease|motor neurone disease|multiple sclerosis|muscular dystrophy)",
            r"(?:parkinson'?s|huntington'?s|eisenmenger'?s?)(?: disease| syndrome)?",
            r"(?:progressive supranuclear palsy|congenital heart|epilepsy|status epilepticus|seizures?)",
            r"(?:sepsis|septic|urosepsis|septicaemia|shock|peritonitis|covid pneumonitis)",
            r"(?:strokes?|aneurysm|dissection|heart block|arrhythmia|scoliosis|lung disease)",
            r"(?:dying|dies|last (?:days|weeks|hours)|end of life|irreversible|prognosis|prolonged arrest)",
            r"palliative (?:care )?register",
            r"(?:multi ?morbidity|co ?-?morbidit(?:y|ies)|cachexia|cachectic|weight loss|dysphagia|aspirat\w+)",
            r"(?:unconscious|unresponsive|comatose|hypoxic|cyanotic|cheyne stokes)",
            r"(?:diabet\w+|dialysis|transplant|chemotherapy|strangulated|obstruct(?:ion|ed|ive)|ruptured?|bleed(?:ing)?)",
            r"(?:fracture[sd]?|hernia|varices)",
            r"(?:no oral intake|reduced oral intake|not eating|no longer eating)",
            r"(?:gastrointestinal|variceal|intracerebral|intracranial|brain ?stem|subdural|extradural|head injury)",
            r"(?:hypoxic|devastating|traumatic|unsurvivable) (?:head |brain )injury",
            rf"[a-z]{{6,}}+(?:{_ENDS})",
            r"(?:peri ?arrest|brady\w+|tachy\w+|vomiting blood|haemate\w+|melaena|agonal)",
            r"(?:exsanguinat\w+|amyloid\w*|burns)",
            r"(?:carcinoma|sarcoma|lymphoma|melanoma|thrombosis|fibrosis|cirrhosis|pneumonia|tuberculosis|necrosis)",
            r"(?:pancreati[ct]\w*|encephalitis|cardiogenic|pneumothorax|ischaemi[ac]|oedema|ascites|jaundice)",
        ),
    }
)
"""Phrases that name a clinical reason; a list that can never be complete, so its silence alone proves nothing."""

_RESUSCITATED = r"(?:cpr|any cpr|resus\w*|to be resus\w*|attempts at resus\w*|it|that|any of that|any of this)"

_ANY_CPR = r"(?:cpr|resus\w*)"
_SAID = r"(?:told|said|stated|written|clear|wants)"
_DONE = r"(?:to )?(?:be )?(?:tried|attempted|done|started)"

REFUSALS = vocabulary(
    {
        "person_refusal": (
            rf"(?:refus\w+|declin(?:es|ed|ing)|reject\w*) {_RESUSCITATED}",
            rf"(?:does|do|did|would) not (?:want|wish)(?: for)?(?: to have)? {_RESUSCITATED}",
            r"(?:wishes|wants|asks|asked|requests?|requested) (?:not to be resus\w*|(?:for )?no cpr|that cpr is not)",
            r"(?:his|her|their|patient'?s|person'?s|own) (?:own )?(?:clear |expressed )?(?:wish(?:es)?|request)",
            r"(?:adrt|advanced? decision|advanced? directive|living will)",
            r"capacitous refusal",
            r"(?:lpa|attorney)(?: for health and welfare)? (?:has )?(?:refus\w+|declin\w+)",
            r"(?:let me (?:go|be)|wants to die naturally|never wants to go through|had enough)",
            r"asks? not to be resus\w*",
            r"decided against cpr",
            rf"{_SAID} (?:[\w']+ ){{0,8}}?{_ANY_CPR} (?:must |should |is )?(?:not|never) {_DONE}",
            r"no (?:shocks|tubes|machines|thumping)",
            r"cpr (?:is )?not wanted by (?:the )?patient",
        ),
    }
)
"""Phrases that give the person's own refusal, or one that an attorney made for them, as the reason."""
