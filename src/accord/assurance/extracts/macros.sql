-- What each connection that reads an extract must know. Constants are those of times.py and cells.py.

-- what is cut from both ends of a text: spaces, tabs, ends of lines and spaces that do not break; few texts have any
CREATE OR REPLACE TEMP MACRO tidy(words) AS
  CASE
    WHEN words < '!' OR words >= chr(160) OR suffix(words, ' ') OR suffix(words, chr(9)) OR suffix(words, chr(10))
      OR suffix(words, chr(13)) OR suffix(words, chr(160))
    THEN nullif(trim(words, ' ' || chr(9) || chr(10) || chr(13) || chr(160)), '')
    ELSE words
  END;

-- the last Sunday of a month of 31 days, in days since 1970-01-01, a Thursday
CREATE OR REPLACE TEMP MACRO last_sunday(y, m) AS
  (make_date(y, m, 31) - DATE '1970-01-01') - ((make_date(y, m, 31) - DATE '1970-01-01') + 4) % 7;

-- since 1996 the clocks go forward and back at 01:00 UTC on those Sundays (Summer Time Order 2002, SI 2002/262)
CREATE OR REPLACE TEMP MACRO summer_exactly(counted, y, opens, closes) AS
  CASE
    WHEN counted >= last_sunday(y, 3) * 86400 + opens AND counted < last_sunday(y, 10) * 86400 + closes THEN 3600
    ELSE 0
  END;
CREATE OR REPLACE TEMP MACRO summer_seconds(counted, opens, closes) AS
  CASE
    WHEN month(make_timestamp(counted * 1000000)) BETWEEN 4 AND 9 THEN 3600
    WHEN month(make_timestamp(counted * 1000000)) NOT IN (3, 10) THEN 0
    ELSE summer_exactly(counted, year(make_timestamp(counted * 1000000)), opens, closes)
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
    -- only the last hour of a day may be of the next day in England
    WHEN second >= 820454400 AND second % 86400 < 82800 THEN second // 86400
    WHEN second >= 820454400 THEN recent_wall(second) // 86400
    ELSE floor(zone_wall(second) / 86400)::BIGINT
  END;

CREATE OR REPLACE TEMP MACRO day_read(words) AS
  CASE
    WHEN TRY_CAST(words AS DATE) BETWEEN DATE '1900-01-01' AND DATE '2199-12-31'
    THEN (TRY_CAST(words AS DATE) - DATE '1970-01-01')::BIGINT
  END;

-- The offset, in seconds, of the two forms in which nearly every time is written; of any other form nothing.
CREATE OR REPLACE TEMP MACRO usual_offset(words) AS
  CASE
    WHEN words LIKE '___________24%' THEN NULL
    WHEN words LIKE '20__-__-__T__:__:__+00:00' THEN 0
    WHEN words LIKE '20__-__-__T__:__:__+01:00' THEN 3600
  END;
CREATE OR REPLACE TEMP MACRO usual_second(words, ahead) AS
  CASE WHEN ahead IS NOT NULL THEN epoch_us(TRY_CAST(words AS TIMESTAMP)) // 1000000 - ahead END;

-- The wall clock of a text, in seconds as if it were UTC: the engine's TIMESTAMP leaves an offset out. It asks for
-- seconds where an offset follows.
CREATE OR REPLACE TEMP MACRO wall_read(words) AS
  floor(epoch(TRY_CAST(
    CASE WHEN substr(words, 17, 1) IN ('Z', '+', '-') THEN words[:16] || ':00' || words[17:] ELSE words END AS TIMESTAMP
  )))::BIGINT;

-- what comes after date, time and parts of a second: Z, or an offset, or nothing
CREATE OR REPLACE TEMP MACRO offset_words(words) AS
  CASE WHEN length(words) = 25 AND words[20] IN ('+', '-') THEN words[20:] ELSE regexp_extract(words[11:], '(Z|[+-].*)$', 1) END;
CREATE OR REPLACE TEMP MACRO offset_seconds(zone) AS
  CASE
    WHEN zone IN ('Z', '+00:00') THEN 0
    WHEN zone = '+01:00' THEN 3600
    ELSE CASE WHEN zone[1] = '-' THEN -1 ELSE 1 END
      * (CAST(zone[2:3] AS BIGINT) * 3600 + coalesce(TRY_CAST(right(zone, 2) AS BIGINT), 0) * 60
        * CASE WHEN length(zone) > 3 THEN 1 ELSE 0 END)
  END;

-- a date as people say it, and a time that may follow, as ISO 8601; anything else as it stands
CREATE OR REPLACE TEMP MACRO spoken_parts(words) AS
  regexp_extract_all(words, '[0-9]+');
CREATE OR REPLACE TEMP MACRO spoken_date(words, y, m, d) AS
  CASE
    WHEN regexp_full_match(words, '[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}([ T]+[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?)?')
    THEN spoken_parts(words)[y]
      || '-' || lpad(spoken_parts(words)[m], 2, '0')
      || '-' || lpad(spoken_parts(words)[d], 2, '0')
      || CASE
        WHEN len(spoken_parts(words)) > 3
        THEN 'T' || lpad(spoken_parts(words)[4], 2, '0') || ':' || array_to_string(spoken_parts(words)[5:], ':')
        ELSE ''
      END
    ELSE words
  END;

-- a day number of Excel (1 is 1900-01-01, and 60 a day that never was), its part of a day as the time
CREATE OR REPLACE TEMP MACRO serial_date(words) AS
  CASE
    WHEN regexp_full_match(words, '[0-9]{5}([.]0+)?')
    THEN strftime(DATE '1899-12-30' + CAST(CAST(words AS DOUBLE) AS INTEGER), '%Y-%m-%d')
    WHEN regexp_full_match(words, '[0-9]{5}[.][0-9]+')
    THEN strftime(
      TIMESTAMP '1899-12-30' + to_seconds(CAST(round(CAST(words AS DOUBLE) * 86400) AS BIGINT)), '%Y-%m-%dT%H:%M:%S'
    )
    ELSE words
  END;

-- ten digits, however they are spaced, whose last is the check digit of an NHS number (Modulus 11)
CREATE OR REPLACE TEMP MACRO bare_digits(words) AS regexp_replace(words, '[^0-9]', '', 'g');
CREATE OR REPLACE TEMP MACRO weighted(digits) AS
  list_sum(list_transform(range(1, 10), lambda place: CAST(substr(digits, place, 1) AS BIGINT) * (11 - place)));
CREATE OR REPLACE TEMP MACRO is_nhs_number(words) AS
  CASE
    WHEN length(words) BETWEEN 10 AND 24 AND regexp_full_match(words, '[0-9]([^0-9A-Za-z]*[0-9]){9}')
    THEN (11 - weighted(bare_digits(words)) % 11) % 11 = CAST(right(words, 1) AS BIGINT)
    ELSE false
  END;

-- a list of codes, as a row of facts holds it
CREATE OR REPLACE TEMP MACRO codes_read(words) AS lower(regexp_replace(words, ' *; *', ';', 'g'));
