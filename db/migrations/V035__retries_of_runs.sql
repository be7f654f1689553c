ALTER TABLE ${logs}.log_dbt_project_run
  ADD COLUMN retry_of INT COMMENT 'Which run does it build the failed nodes of?.';
