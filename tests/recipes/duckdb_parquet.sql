SELECT
    o.organisation,
    count(*) AS targets,
    round(avg(o.value), 2) AS mean,
    max(d.document_date) AS latest
FROM 'observations.parquet' AS o
JOIN 'documents.parquet' AS d USING (document_id)
WHERE o.measure = 'årsmål' AND o.unit = '%' AND o.value_status = 'reported' AND d.format = 'pdf'
GROUP BY o.organisation
ORDER BY o.organisation;
