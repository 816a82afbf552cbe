-- What each connection that reads an extract must know. Constants are those of times.py and cells.py.

-- what is cut from both ends of a text: spaces, tabs, ends of lines and spaces that do not break
CREATE OR REPLACE TEMP MACRO tidy(words) AS
  nullif(trim(words, ' ' || chr(9) || chr(10) || chr(13) || chr(160)), '');

-- the last Sunday of a month of 31 days, in days since 1970-01-01, a Thursday
CREATE OR REPLACE TEMP MACRO last_sunday(y, m) AS
  (make_date(y, m, 31) - DATE '1970-01-01') - ((make_date(y, m, 31) - DATE '1970-01-01') + 4) % 7;

-- since 1996 the clocks go forward and back at 01:00 UTC on those Sundays (Summer Time Order 2002, SI 2002/262)
CREATE OR REPLACE TEMP MACRO summer_seconds(counted, opens, closes) AS
  CASE
    WHEN counted >= last_sunday(year(make_timestamp(counted * 1000000)), 3) * 86400 + opens
      AND counted < last_sunday(year(make_timestamp(counted * 1000000)), 10) * 86400 + closes
    THEN 3600 ELSE 0
  END;

-- by the clock on the wall 02:00 to 02:00, so that the hour left out in spring counts as winter
CREATE OR REPLACE TEMP MACRO recent_second(wall) AS wall - summer_seconds(wall, 7200, 7200);
CREATE OR REPLACE TEMP MACRO recent_wall(second) AS second + summer_seconds(second, 3600, 3600);

-- before 1996 the rule changed often: the zone's own history, and the first of two hours that come twice
CREATE OR REPLACE TEMP MACRO zone_second(wall) AS
  epoch(timezone('Europe/London', make_timestamp(wall * 1000000)))::BIGINT;
CREATE OR REPLACE TEMP MACRO zone_wall(second) AS epoch(timezone('Europe/London', to_timestamp(second)))::BIGINT;
CREATE OR REPLACE TEMP MACRO old_second(wall) AS
  CASE WHEN zone_wall(zone_second(wall) - 3600) = wall THEN zone_second(wall) - 3600 ELSE zone_second(wall) END;

-- 820454400 is 1996-01-01
CREATE OR REPLACE TEMP MACRO london_second(wall) AS
  CASE WHEN wall >= 820454400 THEN recent_second(wall) ELSE old_second(wall) END;
CREATE OR REPLACE TEMP MACRO london_day(second) AS
  CASE
    WHEN second >= 820454400 THEN recent_wall(second) // 86400
    ELSE floor(zone_wall(second) / 86400)::BIGINT
  END;

CREATE OR REPLACE TEMP MACRO day_read(words) AS
  CASE
    WHEN TRY_CAST(words AS DATE) BETWEEN DATE '1900-01-01' AND DATE '2199-12-31'
    THEN (TRY_CAST(words AS DATE) - DATE '1970-01-01')::BIGINT
  END;

-- the engine asks for seconds where an offset follows, and reads a time without one as UTC (SET TimeZone)
CREATE OR REPLACE TEMP MACRO clock_read(words) AS
  floor(epoch(TRY_CAST(
    CASE WHEN substr(words, 17, 1) IN ('Z', '+', '-') THEN words[:16] || ':00' || words[17:] ELSE words END
    AS TIMESTAMPTZ
  )))::BIGINT;
