-- Comments that the model gave no answer for: they are through, and nothing more is paid for them.
alter table analysis_post add column comments_refused integer not null default 0;
