ALTER TABLE ${admin}.dbt_project_details
  ADD COLUMN dbt_project_id INT NOT NULL COMMENT 'Which project do these details belong to?',
  ADD UNIQUE KEY details_of_project (dbt_project_id) COMMENT 'What are the details of a project? Each has one row.',
  ADD FOREIGN KEY (dbt_project_id) REFERENCES ${admin}.dbt_projects(id);
