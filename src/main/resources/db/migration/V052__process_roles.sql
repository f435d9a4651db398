-- A process may serve pages, do work, or both.
alter table hub_process add column roles text not null default 'web, workers';
