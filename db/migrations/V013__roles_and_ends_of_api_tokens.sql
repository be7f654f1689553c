ALTER TABLE ${admin}.dbt_api_tokens
  MODIFY COLUMN created_at DATETIME(6) NOT NULL COMMENT 'UTC, like every instant here.',
  ADD COLUMN role VARCHAR(16) NOT NULL DEFAULT 'ADMIN' COMMENT 'What may its holder do? VIEWER, EDITOR, ADMIN, SERVICE.',
  ADD COLUMN expires_at DATETIME(6) COMMENT 'From when on does it open nothing? None for never.',
  ADD COLUMN revoked_at DATETIME(6) COMMENT 'Did a user take it back, and when?',
  ADD COLUMN last_used_at DATETIME(6) COMMENT 'Is it still in use? To the minute.',
  ADD KEY tokens_of_account (account_id, id) COMMENT 'Which tokens has an account, by id?';
