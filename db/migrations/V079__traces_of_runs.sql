ALTER TABLE ${logs}.log_dbt_project_run
  ADD COLUMN trace_parent VARCHAR(55) COMMENT 'Which place in which trace was the run asked for from? W3C Trace Context; kept while the service exports traces.';
