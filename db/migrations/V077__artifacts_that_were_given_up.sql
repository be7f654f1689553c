ALTER TABLE ${logs}.log_dbt_project_run
  ADD COLUMN artifacts_lost JSON COMMENT 'Which artifacts will the storage not have? Their names, * for all of a copy that was lost; NULL for none.';
