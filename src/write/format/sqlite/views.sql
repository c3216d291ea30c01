-- Documents whose report another one holds too, or in a later version: their rows are not counted.
CREATE VIEW uncounted_documents AS
SELECT document_id, source, duplicate_of, superseded_by
FROM documents
WHERE duplicate_of IS NOT NULL OR superseded_by IS NOT NULL;

-- The value that the latest report gives for each series, body, year and part of the year. Of one report the last
-- row counts. Figures that are doubtful say so; those whose indicator or year is not told are left out.
CREATE VIEW latest_values AS
SELECT series_id, name, organisation_id, organisation, district, period_year, period_type, breakdown, sex, measure,
       value, raw, unit, doubtful, document_id, doc_type, year, page, line
FROM (
    SELECT observations.*, row_number() OVER (
        PARTITION BY series_id, coalesce(organisation_id, document_id), period_year, period_type, breakdown, sex, measure
        ORDER BY year DESC, instr('VP T1 T2 VB', doc_type) DESC, rowid DESC
    ) AS place
    FROM observations
    WHERE value IS NOT NULL AND measure IS NOT NULL AND series_id IS NOT NULL AND period_year IS NOT NULL
      AND document_id NOT IN (SELECT document_id FROM uncounted_documents)
)
WHERE place = 1;

-- The same series of a body over the years: the outcome of the whole year, and what was meant to be reached. What T1
-- or T2 prints under its year is not known to be the year's outcome. A unit that one cell prints is the others' too;
-- of two units both are told.
CREATE VIEW outcome_and_target AS
SELECT series_id, name, organisation_id, organisation, period_year, breakdown, sex,
       CASE WHEN min(unit) = max(unit) THEN min(unit) ELSE min(unit) || ' | ' || max(unit) END AS unit,
       max(CASE WHEN measure = 'utfall' THEN value END) AS utfall,
       max(CASE WHEN measure = 'årsmål' THEN value END) AS "årsmål",
       max(CASE WHEN measure = 'kf_årsmål' THEN value END) AS "kf_årsmål",
       max(doubtful) AS doubtful
FROM latest_values
WHERE measure IN ('årsmål', 'kf_årsmål')
   OR measure = 'utfall' AND period_type = 'VB'
GROUP BY series_id, coalesce(organisation_id, document_id), period_year, breakdown, sex;

-- Relations between figures that do not hold, with the file and the caption of the table.
CREATE VIEW failed_checks AS
SELECT documents.source, tables.caption, checks.*
FROM checks
LEFT JOIN tables USING (document_id, table_id)
LEFT JOIN (SELECT document_id, min(source) AS source FROM documents GROUP BY document_id) AS documents
    USING (document_id)
WHERE holds = 0;

-- Figures that only relations touch which do not hold.
CREATE VIEW doubtful_values AS
SELECT 'observations' AS "table", document_id, doc_type, year, organisation, name AS row_label, column_label, raw, value,
       unit, page, line
FROM observations WHERE doubtful = 1
UNION ALL
SELECT 'cells', document_id, doc_type, year, organisation, row_label, column_label, raw, value, unit, page, line
FROM cells WHERE doubtful = 1;

-- Every goal with the titles of those above it.
CREATE VIEW goal_paths AS
WITH RECURSIVE paths AS (
    SELECT document_id, goal_id, 1 AS depth, title AS path FROM goals WHERE parent_goal_id IS NULL
    UNION ALL
    SELECT goals.document_id, goals.goal_id, paths.depth + 1, paths.path || ' / ' || goals.title
    FROM goals JOIN paths ON goals.document_id = paths.document_id AND goals.parent_goal_id = paths.goal_id
    -- No report nests deeper; a ring would never end.
    WHERE paths.depth < 20
)
SELECT goals.*, paths.depth, paths.path
FROM goals JOIN paths USING (document_id, goal_id);

-- How many goals of each level a body calls reached, year by year and report by report.
CREATE VIEW fulfilment AS
SELECT organisation_id, organisation, year, doc_type, level, fulfilment, count(*) AS goals
FROM goals
WHERE fulfilment IS NOT NULL AND document_id NOT IN (SELECT document_id FROM uncounted_documents)
GROUP BY organisation_id, year, doc_type, level, fulfilment;

-- Files that could not be read, or only in part, and why.
CREATE VIEW unread_documents AS
SELECT documents.source, documents.status, documents.error, diagnostics.code, diagnostics.message, diagnostics.page
FROM documents
LEFT JOIN diagnostics ON diagnostics.source = documents.source AND diagnostics.severity = 'error'
WHERE documents.status IN ('failed', 'partial');

-- Every word of goals, indicators, activities, tables and running text, with where it stands:
-- SELECT * FROM search WHERE search MATCH 'trygg*'. Letters with dots and rings are letters of their own.
CREATE VIRTUAL TABLE search USING fts5 (
    text, "table" UNINDEXED, document_id UNINDEXED, page UNINDEXED, line UNINDEXED,
    tokenize = 'unicode61 remove_diacritics 0'
);
INSERT INTO search
SELECT title, 'goals', document_id, page, line FROM goals WHERE title IS NOT NULL
UNION ALL SELECT name, 'indicators', document_id, page, line FROM indicators WHERE name IS NOT NULL
UNION ALL SELECT name, 'activities', document_id, page, line FROM activities WHERE name IS NOT NULL
UNION ALL SELECT row_label, 'cells', document_id, page, line FROM (
    SELECT DISTINCT document_id, table_id, row_label, page, line FROM cells WHERE row_label IS NOT NULL
)
UNION ALL SELECT text, 'sections', document_id, page, line FROM sections WHERE text IS NOT NULL;
