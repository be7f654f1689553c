ALTER TABLE ${logs}.log_dbt_project_run
  ADD COLUMN steps JSON COMMENT 'Which calls of dbt, when they are several? Each with command, arguments, fullRefresh; NULL for one, which the columns of these names tell. They tell the first of several.',
  ADD COLUMN step_results JSON COMMENT 'How far are its calls of dbt? Their states, with start (UTC) and microseconds; NULL when nothing is known.';
