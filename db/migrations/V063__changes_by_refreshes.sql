ALTER TABLE ${admin}.dbt_project_refreshes
  ADD COLUMN cause VARCHAR(16) NOT NULL DEFAULT 'USER' COMMENT 'Why was it asked for? USER, WEBHOOK, POLL.',
  ADD COLUMN changes_json JSON COMMENT 'What did it change in the list of models? NULL while it has not replaced that.';
