"""The phrases that name a group, a judgement or a policy in a reason: a protected characteristic, a diagnosis, a home.

Sources: rules IND-01 to IND-04, IND-07, INV-12 and CAP-03 (reference/rules.md); Equality Act 2010 s 4.
"""

from __future__ import annotations

from accord.domain.phrases import vocabulary

_OLD = r"(?:[6-9]\d|10\d|11[02-9]|12[0-5])"
"""An age that is given as old: from 60. A younger one is a fact about a person and is read as no reason. 111 is the
number that people ring (NHS 111), and nobody's age."""
_UNIT = r" ?(?:%|percent|mg|ml|kg|mm|bpm|beats|litres?|l\b|hours?|days?|weeks?|months?|minutes?|pack|on\b|/)"
_SPELLED = r"(?:sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?"
_DECADE = r"(?:sixties|seventies|eighties|nineties|[6-9]0'?s)"
_YOUNG = r"(?! ?(?:of )?[1-5]?\d\b)(?! related)(?! uk)(?! appropriate)(?! at )(?! of onset)"
_CARE = r"(?:care|nursing|residential)"
_CONSENTED = r"(?:agreed|consented|consent given|authorised|signed) by (?:the |her |his )?"

GROUNDS = vocabulary(
    {
        "learning_disability": (
            r"learning (?:dis(?:abilit(?:y|ies)|abled)?|diff\w*)",
            r"intellectual(?:ly)? disab(?:ility|ilities|led)",
            r"(?:pmld|smld|ld|lds)",
            r"(?:global )?developmental(?:ly)? delay(?:ed)?",
            r"mental age(?: of)?(?: \d+)?",
            r"special needs",
            r"mental(?:ly)?(?: and physical(?:ly)?)? (?:handicap(?:ped)?|retard(?:ed|ation))",
            r"(?:fragile x|rett'?s?|angelman'?s?|prader willi)(?: syndrome)?",
        ),
        "downs_syndrome": (r"down'?s?'? syndrome", r"down'?s(?!\w)", r"trisomy 21", r"t21"),
        "autism": (r"autis(?:m|tic)", r"asperger'?s?(?: syndrome)?", r"(?:asd|asc)"),
        "age": (
            rf"(?:(?:advanced|old|extreme|great|good|advancing) )?(?<!any )(?<!working )age{_YOUNG}(?: alone)?",
            rf"(?:age|aged|over|above|past|older than)(?: the age of| of)? {_OLD}s?",
            rf"(?:advanc(?:ed|ing)) years|{_OLD}s",
            r"(?:elderly|geriatric)",
            r"(?:is|very|so|too|just|really|how|are) old",
            r"old(?:er)? (?:and|lady|gentleman|gent|man|woman|person|people)",
            rf"{_OLD} ?(?:years?(?: old)?|yrs?(?: old)?|yr old|y o|yo|y/o|y|f|m|female|male)",
            rf"(?:^|(?<=[,:(/] )|(?<=[,:(/])|(?<=at )|(?<=is )|(?<=now )){_OLD}(?!{_UNIT})(?![\d/%])",
            rf"{_SPELLED}(?: years? old)?",
            rf"in (?:her|his|their) (?:early |mid |late )?{_DECADE}",
            rf"(?:early|mid|late) {_DECADE}",
            r"(?:septua|nona|octo|cente)genarian",
            r"(?:long life|good innings)",
        ),
        "disability": (
            r"(?:physical(?:ly)? )?(?<!learning )(?<!intellectually )disabled",
            r"(?:physical )?(?<!learning )(?<!intellectual )disabilit(?:y|ies)",
            r"(?:wheelchair|w/c|w c)(?: ?bound| user)?",
            r"cerebral palsy",
            r"cp",
            r"(?:spastic )?(?:quadri|tetra|para|hemi|di)pleg(?:ia|ic)",
            r"spina bifida",
            r"(?:registered )?(?:blind|deaf|deafblind)",
            r"bed ?bound",
            r"brain damaged?",
            r"(?:immobile|non mobile|non verbal|unable to (?:walk|talk|speak))",
            r"(?:hoist(?:ed)?|needs all care|(?:fully )?dependent(?: on others)?(?: for all)?)",
            r"physical(?:ly)? handicap(?:ped)?",
        ),
        "care_home": (
            rf"{_CARE} homes?(?: resident| residence| patient)?",
            r"(?:nh|rh|emi unit|emi home)(?: resident)?",
            r"(?:24 hour )?(?:residential|nursing) (?:care|placement)",
            r"institutionalised",
            r"(?:in a|at the) home|(?:long term|permanent) resident|nsg home",
        ),
        "mental_illness": (
            r"mental(?:ly)? (?:ill(?:ness)?|health(?: problems?| condition| issues?)?|disorder)",
            r"schizophreni(?:a|c)",
            r"schizoaffective(?: disorder)?",
            r"bipolar(?: affective)?(?: disorder)?",
            r"(?:psychosis|psychotic)",
            r"(?<!respiratory )(?<!marrow )(?<!st )(?:depression|depressive)(?! of)",
            r"personality disorder",
            r"(?:eupd|bpad|ocd|ptsd|smi)",
            r"anorexia nervosa",
        ),
        "dementia": (
            r"dement(?:ia|ed|ing)",
            r"memory (?:problems?|loss|impairment)",
            r"alz(?:h?eimer'?s?)?(?: disease)?",
            r"cognitive(?:ly)? (?:impair(?:ment|ed)|decline)",
            r"lewy body",
            r"senil(?:e|ity)",
        ),
        "frailty": (r"frail(?:ty|er)?",),
        "other_characteristic": (
            r"(?:does not speak|speaks no|no|non) english(?: speak(?:ing|er))?",
            r"(?:ethnicity|nationality|asylum seeker|refugee|gypsy|traveller|homeless|no fixed abode|transgender)",
        ),
        "quality_of_life_judgement": (
            r"(?:poor|low|limited|no|very poor) (?:quality of life|qol)",
            r"(?:quality of life|qol) (?:is |would be )?(?:poor|low|limited|unacceptable)",
            r"life (?:is )?not worth living",
        ),
        "frailty_scale": (
            r"(?:clinical )?frailty (?:scale|score)(?: of)?(?: \d)?",
            r"cfs ?\d?",
            r"rockwood(?: score)? ?\d?",
        ),
        "futile": (r"futil(?:e|ity)",),
        "blanket_policy": (
            r"(?:all|every) (?:of )?(?:our )?(?:residents?|patients?|clients?)",
            r"(?:home|practice|trust|local|blanket|our|standard) polic(?:y|ies)",
            r"as per policy",
            r"blanket",
            r"due to (?:covid|the pandemic|covid 19)",
        ),
        "family_consent": (
            _CONSENTED + r"(?:family|next of kin|nok|wife|husband|son|daughter|partner|parents?)",
            r"(?:family|next of kin|nok|relatives?|wife|husband|son|daughter) (?:has |have )?consent(?:s|ed)?",
            r"(?:family|next of kin|nok) consent",
        ),
    }
)
"""Phrases that name a group, a judgement or a policy."""

MAY_NAME_NEVER = (
    r"l[a-z]{5,8}g? +d|learn|arning|intel|lectual|\bl\W?ds?\b|mld|developmental|mental|special|handic|retard|fragile"
    r"|rett|angelm|prader|down|t21|trisom|auti|utis|tism|tist|atis|auits|\baut[a-z]?s"
    r"|\ba[a-z]{0,3}is(?:m|tic)\b|aspe|sper|perger|ger'?s\b|\basd|\basc|[^\x00-\x7F]"
)
"""The same for the groups that are never a reason: learning disability, Down's syndrome, autism."""
MAY_NAME = (
    r"lear|ning|disab|ilit|blit|bled|disa[a-z]?l|disba|intel|lectual|difficult|lds?\b|dev|mental|special|handic"
    r"|retard|fragile|rett|angel|prader|down|t21|trisom|aut|ism|istic|asp|asd|asc|age|old|eld|erly|geri|arian"
    r"|[6-9]\d|1[0-2]\d|sixt|sevent|eight|ninet|long li|innings|advanc|handi|wheel|chair|w/?\s?c\b|bound|cer"
    r"|pals|\bcp\b|pleg|bifida|blind|deaf|bed|brain|hoist|memor|mobile|verbal|unable|all care|\b[a-z]\.[a-z]\b"
    r"|depend|home|nh\b|rh\b|emi\b|care|nurs|resid|placement|inst|schi|phren|olar|chosis|dep|sion"
    r"|personal|eupd|bpad|ocd|ptsd|smi\b|anorex|deme|ntia|alz|alh|eimer|cogn|lewy|senil|frai|ilty|ail|english"
    r"|ethnic|national|asyl|refug|gyps|travel|abode|transg|cfs|rockw|sper|ger'?s\b|auit|bip|plar|netia|drly|alty"
    r"|fral|fra[a-z]lt|frial|permanent|long term|tution|psy|hosis|lhair|[^\x00-\x7F]"
)
"""Pieces of words of which every text that names a group holds one, whatever its slips: a first sieve for millions."""
