"""What several tables hold for one person, given against one ticket in one statement."""

from typing import ClassVar

from django.db import migrations

from accord.privileges import GrantExecute

RECORDS = """
CREATE FUNCTION accord_read_records(ticket text) RETURNS TABLE (layers jsonb, statements jsonb,
  reports jsonb, conversations jsonb, instruments jsonb, sharing jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1 SET search_path = pg_catalog, public, pg_temp AS $read$
#variable_conflict use_column
DECLARE opened uuid := accord_opened(ticket);
BEGIN
  RETURN QUERY
    SELECT
      (SELECT jsonb_agg(jsonb_build_object(
           'version_id', v.id, 'scope', v.scope, 'number', v.number, 'status', c.status, 'document', v.document,
           'facts', (SELECT jsonb_agg(jsonb_build_object('step', f.step, 'at', f.at, 'detail', f.detail,
                        'recorded_at', f.recorded_at, 'recorded_name', f.recorded_name) ORDER BY f.id)
                     FROM plans_fact f WHERE f.person_id = v.person_id AND f.version_id = v.id)))
         FROM plans_current c JOIN plans_version v ON v.person_id = c.person_id AND v.id = c.version_id
         WHERE c.person_id = p.id),
      (SELECT jsonb_agg(to_jsonb(s) ORDER BY s.recorded_at) FROM plans_statementrecord s
         WHERE s.person_id = p.id AND NOT EXISTS (SELECT FROM plans_statementanswer a
           WHERE a.person_id = s.person_id AND a.statement_id = s.id)),
      (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.recorded_at) FROM plans_reported r
         WHERE r.person_id = p.id AND r.settled_at IS NULL),
      (SELECT jsonb_agg(to_jsonb(t) ORDER BY t.recorded_at) FROM plans_conversationrecord t
         WHERE t.person_id = p.id AND NOT EXISTS (SELECT FROM plans_conversationrecord n
           WHERE n.person_id = t.person_id AND n.corrects = t.id)),
      (SELECT jsonb_agg(to_jsonb(i) ORDER BY i.id) FROM plans_legalinstrument i
         WHERE i.person_id = p.id AND NOT EXISTS (SELECT FROM plans_legalinstrument n
           WHERE n.person_id = i.person_id AND n.instrument_id = i.instrument_id AND n.revision > i.revision)),
      (SELECT jsonb_agg(w) FROM (
         SELECT DISTINCT ON (scope) scope, signed_at, document #> '{plan,sharing}' AS sharing FROM plans_version
         WHERE person_id = p.id AND jsonb_typeof(document #> '{plan,sharing}') = 'object'
         ORDER BY scope, signed_at DESC) w)
    FROM (SELECT opened AS id) p;
END $read$
"""

OVERVIEW = """
CREATE FUNCTION accord_read_overview(ticket text) RETURNS TABLE (versions jsonb, statements jsonb,
  drafts jsonb, reports bigint, conversations bigint, instruments bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1 SET search_path = pg_catalog, public, pg_temp AS $read$
#variable_conflict use_column
DECLARE opened uuid := accord_opened(ticket);
BEGIN
  RETURN QUERY
    SELECT
      (SELECT jsonb_agg(jsonb_build_object(
           'version_id', v.id, 'scope', v.scope, 'number', v.number, 'cpr', v.cpr, 'signed_at', v.signed_at,
           'signed_by', v.signed_by, 'signed_name', v.signed_name,
           'endorsement_due', v.document #> '{signature,endorsement_due}',
           'facts', (SELECT jsonb_agg(jsonb_build_object('step', f.step, 'at', f.at, 'detail', f.detail,
                        'recorded_at', f.recorded_at, 'recorded_name', f.recorded_name) ORDER BY f.id)
                     FROM plans_fact f WHERE f.person_id = v.person_id AND f.version_id = v.id)))
         FROM plans_current c JOIN plans_version v ON v.person_id = c.person_id AND v.id = c.version_id
         WHERE c.person_id = p.id),
      (SELECT jsonb_agg(to_jsonb(s) ORDER BY s.recorded_at) FROM plans_statementrecord s
         WHERE s.person_id = p.id AND NOT EXISTS (SELECT FROM plans_statementanswer a
           WHERE a.person_id = s.person_id AND a.statement_id = s.id)),
      (SELECT jsonb_agg(jsonb_build_object('draft_id', d.id, 'scope', d.scope, 'opened_name', d.opened_name,
           'opened_at', d.opened_at) ORDER BY d.scope)
         FROM plans_draft d WHERE d.person_id = p.id AND d.state = 'open'),
      (SELECT count(*) FROM plans_reported r WHERE r.person_id = p.id AND r.settled_at IS NULL),
      (SELECT count(*) FROM plans_conversationrecord t WHERE t.person_id = p.id
         AND NOT EXISTS (SELECT FROM plans_conversationrecord n WHERE n.person_id = t.person_id AND n.corrects = t.id)),
      (SELECT count(DISTINCT i.instrument_id) FROM plans_legalinstrument i WHERE i.person_id = p.id)
    FROM (SELECT opened AS id) p;
END $read$
"""

TO_SIGN = """
CREATE FUNCTION accord_read_to_sign(ticket text, draft uuid, request uuid) RETURNS TABLE (person_id uuid,
  scope text, base_version uuid, state text, parts jsonb, current_version uuid, earlier jsonb, first_signed jsonb,
  reports jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1 SET search_path = pg_catalog, public, pg_temp AS $read$
#variable_conflict use_column
DECLARE opened uuid := accord_opened(ticket);
BEGIN
  RETURN QUERY
    SELECT d.person_id, d.scope::text, d.base_version, d.state::text,
      (SELECT jsonb_agg(jsonb_build_object('part', p.part, 'content', p.content, 'revision', p.revision,
                                           'unanswered', p.other IS NOT NULL))
         FROM plans_draftpart p WHERE p.draft_id = d.id),
      (SELECT c.version_id FROM plans_current c WHERE c.person_id = d.person_id AND c.scope = d.scope),
      (SELECT jsonb_agg(jsonb_build_object('number', v.number, 'cpr', v.cpr, 'signed_at', v.signed_at)
                        ORDER BY v.number)
         FROM plans_version v WHERE v.person_id = d.person_id AND v.scope = d.scope),
      (SELECT jsonb_build_object('id', v.id, 'number', v.number, 'signed_at', v.signed_at)
         FROM plans_version v WHERE v.person_id = d.person_id AND v.request_token = request),
      (SELECT jsonb_agg(r.id) FROM plans_reported r
         WHERE r.person_id = d.person_id AND r.draft_id = d.id AND r.settled_at IS NULL)
    FROM plans_draft d WHERE d.id = draft AND d.person_id = opened;
END $read$
"""


class Migration(migrations.Migration):
    """The readings that the screens and a signature are made of."""

    dependencies: ClassVar = [("plans", "0004_closed_content")]
    operations: ClassVar = [
        migrations.RunSQL(RECORDS, "DROP FUNCTION accord_read_records(text)"),
        GrantExecute("accord_read_records(text)"),
        migrations.RunSQL(OVERVIEW, "DROP FUNCTION accord_read_overview(text)"),
        GrantExecute("accord_read_overview(text)"),
        migrations.RunSQL(TO_SIGN, "DROP FUNCTION accord_read_to_sign(text, uuid, uuid)"),
        GrantExecute("accord_read_to_sign(text, uuid, uuid)"),
    ]
