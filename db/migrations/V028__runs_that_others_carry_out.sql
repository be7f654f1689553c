-- The queue and the reaper ask for runs of the service alone, so their indexes know it; they begin with the status, which a foreign key needs.

ALTER TABLE ${logs}.log_dbt_project_run
  ADD COLUMN carried_out_by VARCHAR(16) NOT NULL DEFAULT 'SERVICE' COMMENT 'Who carries it out? SERVICE, or a REPORTER over MetaAPI.',
  ADD COLUMN external_id VARCHAR(255) COMMENT 'What does its reporter call it?',
  ADD COLUMN times_reported INT NOT NULL DEFAULT 1 COMMENT 'How often was it entered? More than once when an answer was lost.',
  DROP KEY queue,
  DROP KEY expired_leases,
  ADD KEY queue (status, carried_out_by, queued_at, id) COMMENT 'Which run of the service has waited the longest?',
  ADD KEY expired_leases (status, carried_out_by, lease_until) COMMENT 'Which running runs of the service were left by their owner?',
  ADD KEY reported_runs (account_id, carried_out_by, id) COMMENT 'Which reported runs has an account, newest first?',
  ADD UNIQUE KEY run_of_external_id (account_id, external_id) COMMENT 'Was this run reported before?';
