ALTER TABLE ${logs}.log_dbt_project_run_errors
  ADD COLUMN code VARCHAR(64) NOT NULL COMMENT 'What went wrong, for programs?',
  ADD COLUMN unique_id VARCHAR(700) COMMENT 'Which node is at fault? None when the run failed as a whole.',
  ADD COLUMN message TEXT NOT NULL COMMENT 'What went wrong and what is to be done, for people?',
  ADD KEY errors_of_run (log_dbt_project_run_id, id) COMMENT 'Which errors has a run, in their order?';
