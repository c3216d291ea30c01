SELECT
    o.organisation,
    count(*) AS targets,
    round(avg(o.value), 2) AS mean,
    max(d.document_date) AS latest
FROM read_csv('observations.csv', types = {'document_id': 'VARCHAR'}, sample_size = -1) AS o
JOIN read_csv('documents.csv', types = {'document_id': 'VARCHAR'}, sample_size = -1) AS d USING (document_id)
WHERE o.measure = 'årsmål' AND o.unit = '%' AND o.value_status = 'reported' AND d.format = 'pdf'
GROUP BY o.organisation
ORDER BY o.organisation;
