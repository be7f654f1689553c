-- Apart from configured_dbt_models, so that lists of models do not read past the SQL of each.

CREATE TABLE ${admin}.dbt_model_details (
  dbt_project_id INT NOT NULL,
  unique_id VARCHAR(700) NOT NULL COMMENT 'Which node of the manifest is it? As in configured_dbt_models.',
  detail_json JSON COMMENT 'What are its SQL, raw and compiled, its columns, its tests and its children?',
  PRIMARY KEY (dbt_project_id, unique_id),
  FOREIGN KEY (dbt_project_id) REFERENCES ${admin}.dbt_projects(id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT = 'What is shown of a single model, as of the last refresh?';
