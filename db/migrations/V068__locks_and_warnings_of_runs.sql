ALTER TABLE ${logs}.log_dbt_project_run
  ADD COLUMN environment_lock CHAR(64) COMMENT 'What was in the environment of the run? A digest of dbt_environment_locks.',
  ADD COLUMN warnings JSON COMMENT 'What should its owner know, though the run did not fail of it? Codes with messages; NULL for none.';
