CREATE TABLE ${admin}.dbt_project_webhooks (
  id INT PRIMARY KEY AUTO_INCREMENT,
  account_id INT UNSIGNED NOT NULL,
  dbt_project_id INT NOT NULL,
  address_key VARCHAR(64) NOT NULL COMMENT 'What names it in its address?',
  sealed_secret TEXT NOT NULL COMMENT 'What signs the deliveries? Sealed for account and project.',
  revision BIGINT NOT NULL COMMENT 'Which secret is this? One more with each.',
  made_at DATETIME(6) NOT NULL COMMENT 'Since when does the secret count? UTC.',
  last_delivery_at DATETIME(6) COMMENT 'When did the provider last tell something? UTC.',
  UNIQUE KEY webhook_of_project (dbt_project_id) COMMENT 'Which webhook does a project have?',
  UNIQUE KEY webhook_of_address (address_key) COMMENT 'Which webhook is at an address?',
  FOREIGN KEY (account_id) REFERENCES ${admin}.accounts(id),
  FOREIGN KEY (dbt_project_id) REFERENCES ${admin}.dbt_projects(id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT = 'Where do providers tell of pushes to the repositories of projects?';

CREATE TABLE ${admin}.dbt_webhook_deliveries (
  dbt_project_webhook_id INT NOT NULL,
  delivery_sha256 CHAR(64) NOT NULL COMMENT 'Was this delivery taken before?',
  received_at DATETIME(6) NOT NULL COMMENT 'When is it old enough to be forgotten? UTC.',
  PRIMARY KEY (dbt_project_webhook_id, delivery_sha256),
  KEY deliveries_by_age (received_at) COMMENT 'Which deliveries are old enough to be forgotten?',
  FOREIGN KEY (dbt_project_webhook_id) REFERENCES ${admin}.dbt_project_webhooks(id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT = 'Which deliveries of webhooks were taken already?';
