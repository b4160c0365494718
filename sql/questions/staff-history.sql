-- Who was this member of staff when? For heads of department.
--
-- A row for each version of the member: put their number in the place of 2. A version holds from valid_from until before
-- valid_to; infinity is the one that holds now.
SELECT
    version,
    valid_from,
    valid_to,
    is_current,
    first_name,
    last_name,
    department_name,
    location,
    email_address
FROM dim_staff_history
WHERE staff_id = 2
ORDER BY version;
