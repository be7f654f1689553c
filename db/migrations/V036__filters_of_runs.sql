-- Each gives the runs that a filter of GET /runs lets through newest first, so that a page of few among many is found without a scan.

ALTER TABLE ${logs}.log_dbt_project_run
  ADD KEY runs_of_status (account_id, status, id) COMMENT 'Which runs of an account are in this status, newest first?',
  ADD KEY runs_of_project_and_status (account_id, dbt_project_id, status, id) COMMENT 'Which runs of a project are in this status, newest first?',
  ADD KEY runs_of_type (account_id, run_type, id) COMMENT 'Which runs of an account were scheduled, or asked for, newest first?',
  ADD KEY runs_of_command (account_id, command, id) COMMENT 'Which runs of an account did this, newest first?',
  ADD KEY runs_of_commit (account_id, commit_hash, id) COMMENT 'Which runs of an account built this commit, newest first?',
  ADD KEY runs_of_window (account_id, queued_at, id) COMMENT 'Which runs of an account were queued between these instants?';
