-- The facts that searches filter by stand beside the words, so that no search joins a row for each text that it counts.
truncate text_words;

alter table text_words
  add column kind       text not null check (kind in ('post', 'comment')),
  add column community  text not null,
  add column created_at timestamptz not null,
  add column score      integer not null;

insert into text_pending (text_id)
select id from forum_text where erased_at is null
    on conflict (text_id) do update set claimed_until = null;

-- A result's thread: which analyses read this post?
create index analysis_post_text on analysis_post (text_id);
