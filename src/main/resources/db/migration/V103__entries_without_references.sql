-- A reference locks the row that it names, and entries of many writers name the same user and workspace: they met there
-- at each entry. Nothing is lost without: nobody deletes users or workspaces, the triggers keep entries, and the check of
-- the chain finds a link whose entry is missing.

alter table ledger_entry drop constraint ledger_entry_author_fkey;
alter table ledger_link
  drop constraint ledger_link_position_fkey,
  drop constraint ledger_link_workspace_id_fkey;

alter table audit_entry
  drop constraint audit_entry_actor_fkey,
  drop constraint audit_entry_workspace_id_fkey;
alter table audit_link
  drop constraint audit_link_position_fkey,
  drop constraint audit_link_workspace_id_fkey;
