ALTER TABLE ${admin}.dbt_project_schedules
  MODIFY COLUMN command VARCHAR(20) COMMENT 'Which dbt command? NULL for what the project says.';
