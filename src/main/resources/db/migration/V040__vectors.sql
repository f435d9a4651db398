-- What texts mean: their words for full text, a vector for each model, and the log of changes that every index follows.

-- Texts whose words or facts changed and that no index knows yet.
create table text_pending (
  text_id       bigint primary key,
  claimed_until timestamptz
);

comment on column text_pending.claimed_until is 'somebody is at it until then; null when free';

-- The words as full text finds them. Filled in the background, so that an import need not wait.
create table text_words (
  text_id      bigint primary key,
  workspace_id uuid not null references workspace,
  mode         text not null check (mode in ('sandbox', 'live')),
  words        tsvector not null
);

-- Search: which texts hold these words?
create index text_words_words on text_words using gin (words);

-- Vectors of different models never mix: the model is a part of the key everywhere.
create table text_vector (
  text_id      bigint not null,
  model        text not null check (length(model) between 1 and 100),
  workspace_id uuid not null references workspace,
  mode         text not null check (mode in ('sandbox', 'live')),
  kind         text not null check (kind in ('post', 'comment')),
  hash         bytea not null check (length(hash) = 32),
  dimension    int not null check (dimension between 1 and 20000),
  vector       bytea not null check (length(vector) = 4 * dimension),
  primary key (text_id, model)
);

alter table text_vector alter column vector set storage external;

comment on column text_vector.hash is 'SHA-256 of the words; gone with the row when the words go';
comment on column text_vector.vector is 'a unit vector: floats of four bytes, the lowest byte first';

-- Embedding: was a text of the same words embedded before?
create index text_vector_hash on text_vector (workspace_id, mode, model, hash);

-- Every index reads on from the position it has; the writers take a lock, so positions commit in order.
create table vector_change (
  position     bigint generated always as identity primary key,
  text_id      bigint not null,
  model        text not null,
  workspace_id uuid not null references workspace,
  mode         text not null check (mode in ('sandbox', 'live')),
  kind         text not null check (kind in ('post', 'comment')),
  gone         boolean not null,
  at           timestamptz not null
);

-- A text that is new, or whose words, score or community are other than before, is due for the indexes. What merely
-- was confirmed is not.
create function note_new_texts() returns trigger language plpgsql as $$
begin
  insert into text_pending (text_id)
  select id from after_rows where erased_at is null
      on conflict (text_id) do update set claimed_until = null;
  return null;
end $$;

create function note_changed_texts() returns trigger language plpgsql as $$
begin
  insert into text_pending (text_id)
  select a.id
    from after_rows a
    join before_rows b using (id)
   where a.erased_at is null
     and (a.title, a.body, a.score, a.community) is distinct from (b.title, b.body, b.score, b.community)
      on conflict (text_id) do update set claimed_until = null;
  return null;
end $$;

create trigger forum_text_new after insert on forum_text
  referencing new table as after_rows for each statement execute function note_new_texts();

create trigger forum_text_changed after update on forum_text
  referencing old table as before_rows new table as after_rows for each statement execute function note_changed_texts();

insert into text_pending (text_id) select id from forum_text where erased_at is null;

grant select, insert, update, delete on text_pending, text_words, text_vector to ${runtime};
grant select, insert, delete on vector_change to ${runtime};
