alter table delivery add column on_version int check (on_version > 0);

comment on column delivery.on_version is 'the version that somebody wants it given to; null for the one that is published';
