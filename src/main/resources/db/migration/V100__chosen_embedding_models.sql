-- Which model makes the vectors of each mode, and which one is to follow it: search goes on over the old one's vectors
-- until the new one's are complete.
create table embedding_model (
  mode           text primary key check (mode in ('sandbox', 'live')),
  model          text not null check (length(model) between 1 and 100),
  dimension      int check (dimension between 1 and 20000),
  next_model     text check (length(next_model) between 1 and 100),
  next_dimension int check (next_dimension between 1 and 20000),
  paid_by        uuid references workspace,
  budget_id      uuid,
  begun_at       timestamptz,
  claimed_until  timestamptz,
  trouble        text check (length(trouble) <= 500),
  old_model      text check (length(old_model) between 1 and 100),
  old_dimension  int check (old_dimension between 1 and 20000),
  foreign key (budget_id, paid_by) references budget (id, workspace_id),
  check (num_nulls(next_model, begun_at) in (0, 2))
);

comment on column embedding_model.dimension is 'null until there is a vector of the model';
comment on column embedding_model.next_model is 'texts without its vector get one; the same as model where some merely lack theirs';
comment on column embedding_model.budget_id is 'what pays for the next model''s vectors; null where it costs nothing';
comment on column embedding_model.claimed_until is 'one process at a time makes the next model''s vectors, so that none is paid for twice';
comment on column embedding_model.old_model is 'the one before, whose vectors are being removed from all indexes';

insert into embedding_model (mode, model, dimension)
select mode, model, max(dimension) from text_vector where model = 'bge-small-en-v1.5' group by mode, model;

-- Vectors that were paid for and not written to their texts yet: what a crash in between leaves is not paid for again.
create table paid_vector (
  workspace_id uuid not null references workspace,
  mode         text not null check (mode in ('sandbox', 'live')),
  model        text not null,
  hash         bytea not null check (length(hash) = 32),
  vector       bytea not null,
  at           timestamptz not null,
  primary key (workspace_id, mode, model, hash)
);

call keep_apart('paid_vector');
alter table paid_vector alter column hash set statistics 0, alter column vector set statistics 0;

grant select, insert, update on embedding_model to ${runtime};
grant select, insert, delete, maintain on paid_vector to ${runtime};
