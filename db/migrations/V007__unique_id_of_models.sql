ALTER TABLE ${admin}.configured_dbt_models
  ADD COLUMN unique_id VARCHAR(700) NOT NULL COMMENT 'Which node of the manifest is it? 700 is the most an index can hold.',
  ADD UNIQUE KEY models_of_project (dbt_project_id, unique_id) COMMENT 'Which models has a project, by unique_id?';
