-- Texts whose words went, until their bytes are out of the database's files too.
create table text_erased (
  text_id bigint not null,
  at      timestamptz not null
);

create index text_erased_at on text_erased (at);

comment on table text_erased is 'whose answers may still come in, and whose bytes still lie in the files; emptied behind each clean-up';

-- Texts that were asked for again at their source, so that nobody asks twice and what the source no longer knows is not
-- asked for at every tick.
create table text_recheck (
  text_id  bigint primary key,
  asked_at timestamptz not null
);

-- What one source gave, on its way out.
create table source_removal (
  id       uuid primary key,
  mode     text not null check (mode in ('sandbox', 'live')),
  source   text not null check (length(source) between 1 and 40),
  asked_by uuid references app_user,
  asked_at timestamptz not null,
  texts    bigint not null default 0,
  done_at  timestamptz
);

-- Is there one that is not done?
create unique index source_removal_open on source_removal (mode, source) where done_at is null;

-- Re-check: whose words fall due soon, source by source?
create index forum_text_recheck on forum_text (source, expires_at) where erased_at is null;

-- Erasure: where was this text quoted, judged, read?
create index mention_text on mention (text_id);
create index finding_text on finding (text_id);
create index analysis_comment_text on analysis_comment (text_id);

-- Samples of words would stand in the statistics after the words have gone.
alter table forum_text
  alter column author set statistics 0, alter column title set statistics 0, alter column body set statistics 0;
alter table text_words alter column words set statistics 0;
alter table text_vector alter column hash set statistics 0, alter column vector set statistics 0;
alter table response_cache alter column answer set statistics 0;
alter table opportunity
  alter column title set statistics 0, alter column found_as set statistics 0, alter column problem set statistics 0,
  alter column who set statistics 0, alter column today set statistics 0;
alter table finding
  alter column problem set statistics 0, alter column who set statistics 0, alter column today set statistics 0;
alter table mention alter column detail set statistics 0, alter column author_key set statistics 0;
alter table reading alter column why set statistics 0;
alter table theme alter column title set statistics 0;
alter table batch_line alter column body set statistics 0;

grant select, insert, delete on text_erased to ${runtime};
grant select, insert, update, delete on text_recheck, source_removal to ${runtime};
-- The clean-up writes these tables anew, so that nothing of what was erased is left in their files.
grant maintain on forum_text, text_words, text_vector, response_cache, opportunity, finding, mention, reading, theme,
   batch_line to ${runtime};

-- Where whoever owns the tables may not pass these on, write-ahead files are the operator's to rotate.
do $$
begin
  grant pg_checkpoint to ${runtime};
exception when insufficient_privilege then
  raise notice 'the hub may not ask for checkpoints';
end $$;
