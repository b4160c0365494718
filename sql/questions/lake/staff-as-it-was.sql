-- Who was on the staff, and in which department? For whoever reads an old report.
--
-- A row for each member of staff as they were at an instant: put yours, in UTC, in the place of 20 November 2024.
SELECT
    staff_id,
    first_name,
    last_name,
    department_name,
    location
FROM (
    SELECT
        dim_staff.*,
        row_number() OVER (PARTITION BY staff_id ORDER BY version DESC) AS newest
    FROM dim_staff
    WHERE valid_from <= TIMESTAMP '2024-11-20 00:00:00'
) AS known
WHERE newest = 1 AND NOT is_deleted
ORDER BY staff_id;
