ALTER TABLE ${admin}.dbt_credentials
  ADD COLUMN revision BIGINT NOT NULL DEFAULT 1 COMMENT 'Which change is this? One more with each; the ETag.',
  ADD KEY credentials_of_account (account_id, id) COMMENT 'Which credentials has an account, by id?';

ALTER TABLE ${admin}.dbt_projects
  ADD COLUMN revision BIGINT NOT NULL DEFAULT 1 COMMENT 'Which change is this? One more with each; the ETag.',
  ADD COLUMN purge_requested_at DATETIME(6) COMMENT 'Since when is all of a deleted project to be taken away? UTC.',
  ADD KEY projects_to_purge (purge_requested_at) COMMENT 'Which deleted projects are to be purged?';

ALTER TABLE ${admin}.dbt_project_change_history
  ADD KEY history_of_project (dbt_project_id, id) COMMENT 'What was changed of a project, newest first?';
