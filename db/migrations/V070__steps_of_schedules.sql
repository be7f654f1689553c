ALTER TABLE ${admin}.dbt_project_schedules
  ADD COLUMN steps JSON COMMENT 'Which calls of dbt, when command does not tell? A list as that of runs; NULL with a command, or for what the project says.';
