ALTER TABLE ${logs}.log_dbt_project_run
  ADD COLUMN timeline JSON COMMENT 'Where did the time of the run go? The steps of the attempt that ended it, each with its start (UTC) and microseconds; written with the end.';
