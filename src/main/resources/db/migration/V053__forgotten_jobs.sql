-- Jobs that ended long ago are forgotten. A job's row is written once and found by when it was made: an index of ranges
-- costs its inserts nothing, and a change of the row stays in place.
create index job_made on job using brin (created_at);

grant delete on job to ${runtime};
