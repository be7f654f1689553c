CREATE TABLE ${admin}.dbt_idempotency_keys (
  account_id INT UNSIGNED NOT NULL,
  key_sha256 CHAR(64) NOT NULL COMMENT 'Was this key used before? Callers choose its text, which may be long.',
  request_sha256 CHAR(64) NOT NULL COMMENT 'For the very same request?',
  status INT COMMENT 'What was answered? Each with its part of it.',
  location VARCHAR(2000),
  etag VARCHAR(255),
  answer_sealed MEDIUMTEXT COMMENT 'The body; sealed, since an answer may hold a fresh token.',
  created_at DATETIME(6) NOT NULL COMMENT 'When is it old enough to be forgotten? UTC.',
  PRIMARY KEY (account_id, key_sha256),
  KEY keys_by_age (created_at) COMMENT 'Which keys are old enough to be forgotten?',
  FOREIGN KEY (account_id) REFERENCES ${admin}.accounts(id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT = 'Which requests were answered already?';
