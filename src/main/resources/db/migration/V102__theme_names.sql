-- Erasure: which attempts named themes of this workspace, whose recorded answers may hold words that are gone?
create index attempt_of_themes on attempt (workspace_id) where stage = 'themes';

comment on column theme.title is 'as the model named it from its members; without one, the title of the member in its middle';
