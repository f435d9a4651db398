-- Pinecone's key is entered on a page and sealed like the others.
alter table vendor_setting drop constraint vendor_setting_vendor_check;
alter table vendor_setting
  add check (vendor in ('openai', 'reddit', 'pinecone') or vendor ~ '^reddit:[A-Za-z0-9_-]{6,60}$');
alter table vendor_live drop constraint vendor_live_vendor_check;
alter table vendor_live add check (vendor in ('openai', 'reddit', 'pinecone'));
