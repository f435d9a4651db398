-- A job's row is written once more when it ends, and all of a page end together: only with room for all of them again do
-- they stay in their page, so that no index is touched.
alter table job set (fillfactor = 50);
