"""What changes plans. Read each function with its module; all are keyword-only, and `by` is an `Actor`.

    drafts.open(person_id, scope, by) -> draft_id            (the one open draft of that person and scope)
    drafts.save_part(draft_id, part, value, expected_revision, by) -> revision      PartChanged when it moved on
    drafts.keep_typing(draft_id, part, raw, by)              raw: {field name: [values as typed]}
    drafts.rebase(draft_id, by) -> Rebased(taken, both)      onto the version that is current now
    drafts.discard(draft_id, by)
    drafts.may_fill(by, part)                                what this role may save
    signing.prepare(draft_id, by, now=None) -> Prepared      everything that the sign page shows
    signing.sign(draft_id, by, details, seen, request_token, now=None) -> Signed
    endorsements.endorse(version_id, by, words="")
    reviews.record(version_id, outcome, due, indefinite_why, words, by)
    suspensions.suspend(version_id, from_at, until, why, by); suspensions.reinstate(version_id, words, by)
    cancellations.cancel(version_id, reason, inappropriate, words, by)
    conversations.record(person_id, conversation, by) -> id; conversations.correct(conversation_id, conversation, by)
    legal.record_adrt / record_lpa / record_deputy(person_id, decision | power | deputy, by, instrument_id=None,
                                                   expected_revision=None) -> instrument_id
    legal.import_lpa(person_id, document, by) -> LpaRead; legal.apply_update(person_id, instrument_id, document, by)
    statements.post(person_id, says, words, heard_from, by) -> id
    statements.answer(statement_id, words, by, withdrawal=None)
    moves.admit / discharge / move(person_id, …, by); moves.answer(task_id, answer, by, …)
    deaths.record(person_id, status, on, by); deaths.withdraw(person_id, by)
    reports.report_paper(person_id, paper, by) -> id; reports.import_respect(person_id, document, by) -> RespectRead
    reports.draft(report_id, by) -> draft_id; reports.dismiss(report_id, why, by)
    tasks.done(task_id, words, by)
    clock.tick(now) -> Ticked                                run by the worker, and safe to run again
    exports.export_dataset(out, by) -> Written               the data package, with an event that says so
    bulk.load(people, now=None) -> Iterator[int]             many signed documents at once (`loads.LoadedPerson`)

A value that cannot be taken raises `Refused` naming the field; somebody else's change raises `Conflict`; a role that
may not raises `NotPermitted`. Nothing is saved then.
"""
