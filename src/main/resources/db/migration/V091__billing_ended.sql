-- When a workspace's subscription ended at Stripe: cancelled by its customer, by a person at Stripe, or because nothing
-- was paid. Its paid work waits until billing is started again.
alter table billing_account add column ended_at timestamptz;
