alter table monitor add column economy boolean not null default false;
