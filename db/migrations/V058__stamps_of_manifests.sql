ALTER TABLE ${admin}.dbt_project_details
  ADD COLUMN manifest_stamp CHAR(64) COMMENT 'What was the manifest parsed from? None for one that was kept before this was asked.';
