ALTER TABLE ${admin}.dbt_projects
  ADD COLUMN uuid CHAR(36) NOT NULL COMMENT 'What names the files and the environment of a project? Never given twice.',
  ADD UNIQUE KEY project_of_uuid (uuid) COMMENT 'Whose files are these?',
  ADD KEY projects_of_account (account_id, id) COMMENT 'Which projects has an account, by id?';
