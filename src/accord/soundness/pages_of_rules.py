"""The reference pages that are made from the values themselves: rules, facts and the dataset, as Markdown."""

from __future__ import annotations

from accord.domain.dataset import CORE, TABLES, VERSION, Column, Table
from accord.domain.facts import FACTS, Fact
from accord.domain.plan.parts import PartName
from accord.soundness.answering import CONVENTIONS, ELSEWHERE, answers
from accord.soundness.catalogue import AT_SIGNING, RULES, WHILE_RUNNING
from accord.soundness.expectations import Outcome, Rule, Severity
from accord.soundness.markdown import page, table
from accord.soundness.pages_of_measures import measures_page


def pages() -> dict[str, str]:
    """Return each reference page: file name to Markdown."""
    return {
        "rules.md": rules_page(),
        "facts.md": facts_page(),
        "dataset.md": dataset_page(),
        "measures.md": measures_page(),
    }


def rules_page() -> str:
    """Return the page of every rule."""
    awaiting = [rule.id for rule in RULES if rule.confirm]
    return page(
        "Rules",
        "Each rule is an expectation of law, professional guidance or good practice, with its source, held against the"
        " facts of one plan. Its outcome says what the *record* shows, and a record is not the act: met, not met, not"
        " evidenced or not applicable.",
        f"There are {len(RULES)} rules. {len(AT_SIGNING)} are asked at signing, {len(WHILE_RUNNING)} while a plan is in"
        " force; some are asked by audit and group statistics too. At signing only something expected by law that the"
        " record shows is *not met* stops, until one coded reason with words lets it through and puts it on the review"
        " list. What is not evidenced never stops, and nothing here blocks emergency care.",
        _severities(),
        f"## Awaiting a lawyer's or clinician's confirmation\n\n{len(awaiting)} rules: {', '.join(awaiting)}."
        " What they rest on is well established and was not read in its own text by those who wrote the rule.",
        _answered(),
        *(_rule(rule) for rule in RULES),
    )


def facts_page() -> str:
    """Return the page of every fact."""
    rows = [[f"`{fact.name}`", _written(fact), "yes" if fact.in_dataset else "", fact.says] for fact in FACTS]
    return page(
        "Facts of a plan",
        "The flat row that rules read, one row a plan. The columns marked *dataset* are published as"
        " [the dataset](dataset.md).",
        'A yes/no fact is "yes", "no" or "unknown", and "no" is only ever written where somebody answered no or where'
        " the fact's own words say so. Anything else is empty where nothing is recorded. A moment stands in a row as"
        " two columns, its day in England and, where the time is known, its second; comparisons then use days unless"
        " both times are known. Lists of codes are sorted, with `;` between.",
        table(["Fact", "Written as", "Dataset", "What it says"], rows),
    )


def dataset_page() -> str:
    """Return the page of the dataset."""
    return page(
        f"The consistent dataset, version {VERSION}",
        "Published as a Frictionless Data Package (`datapackage.json`), as CSV (UTF-8, comma, header row) or Parquet."
        " `accord export dataset --out DIR` writes it.",
        "An empty cell means not recorded, as `unknown` and `not_recorded` do; none of them is ever read as no. Times"
        " are ISO 8601, and one without an offset is Europe/London; where a column is a datetime a date alone is"
        " accepted. Identifiers are pseudonyms.",
        "The core, which a file of decisions must have: " + ", ".join(f"`{name}`" for name in CORE) + ".",
        *(_dataset_table(each) for each in TABLES),
    )


def _answered() -> str:
    """Return what the dataset can tell of the rules that are asked by audit and statistics."""
    rows = [
        [
            answer.rule.id,
            " or ".join(outcome.words.lower() for outcome in answer.outcomes) or "nothing",
            ", ".join(f"`{name}`" for name in answer.lacks) or "nothing",
        ]
        for answer in answers()
    ]
    conventions = [[f"`{name}`", words] for name, words in CONVENTIONS.items()]
    return (
        "## What the dataset can tell\n\nThese rules are asked by audit and by group statistics. The dataset is a part"
        " of the facts of a plan. Where a fact that it lacks could have made an expectation met, the outcome is *not"
        " evidenced* and never *not met*. A column for each fact that is lacking would open the rest.\n\n"
        + table(["Rule", "The dataset can show it", "Facts that are lacking"], rows)
        + "\n\nSome facts that no column holds are taken from others:\n\n"
        + table(["Fact", "Taken from"], conventions)
        + "\n\nSome expectations are of no one decision, and are answered elsewhere:\n\n"
        + table(["Expectation", "Where"], [[name, words] for name, words in ELSEWHERE.items()])
    )


def _severities() -> str:
    counts = {severity: sum(rule.severity is severity for rule in RULES) for severity in Severity}
    rows = [[severity.words, str(count)] for severity, count in counts.items()]
    return "## Who expects it\n\n" + table(["In words", "Rules"], rows)


def _rule(rule: Rule) -> str:
    part = rule.part.words if isinstance(rule.part, PartName) else f"The {rule.part.value}"
    rows = [
        ["Severity", rule.severity.words],
        ["Source", rule.source],
        ["Asked", ", ".join(check.words for check in rule.checked_at)],
        ["Met", rule.words(Outcome.MET)],
        ["Not evidenced", rule.words(Outcome.NOT_EVIDENCED)],
        ["Not met", rule.words(Outcome.NOT_MET)],
        ["Where to look", f"{part}. {rule.remedy}"],
        ["Facts it reads", ", ".join(f"`{name}`" for name in rule.reads) or "none"],
        ["Awaits confirmation", "yes" if rule.confirm else "no"],
    ]
    return f"## {rule.id}\n\n{rule.says}\n\n" + "\n".join(f"- **{name}**: {words}" for name, words in rows)


def _written(fact: Fact) -> str:
    if fact.values:
        return f"{_words(fact.kind.value)}: " + ", ".join(f"`{value}`" for value in fact.values)
    return _words(fact.kind.value) + (f", at most {fact.at_most}" if fact.at_most else "")


def _dataset_table(given: Table) -> str:
    rows = [[f"`{column.name}`", _column_type(column), column.says] for column in given.columns]
    return f"## `{given.name}`\n\n{given.says}\n\n" + table(["Column", "Type", "What it says"], rows)


def _column_type(column: Column) -> str:
    values = ": " + ", ".join(f"`{value}`" for value in column.values) if column.values else ""
    flags = "".join(f", {word}" for word, is_so in (("required", column.required), ("unique", column.unique)) if is_so)
    span = f" {column.least}-{column.most}" if column.most is not None else ""
    return f"{column.type.value}{span}{flags}{values}"


def _words(code: str) -> str:
    return code.replace("_", " ").replace("yes no", "yes/no")
