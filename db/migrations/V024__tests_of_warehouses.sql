CREATE TABLE ${admin}.dbt_warehouse_checks (
  id INT PRIMARY KEY AUTO_INCREMENT,
  account_id INT UNSIGNED NOT NULL,
  data_warehouse_id INT UNSIGNED NOT NULL,
  state VARCHAR(16) NOT NULL COMMENT 'How far is it? QUEUED, RUNNING, SUCCESSFUL, FAILED.',
  step VARCHAR(64) NOT NULL DEFAULT '' COMMENT 'What does it do now, or what did it do last?',
  failure_code VARCHAR(64),
  failure_message TEXT,
  failure_detail TEXT COMMENT 'What did the tool say itself?',
  requested_at DATETIME(6) NOT NULL COMMENT 'UTC, like every instant here.',
  finished_at DATETIME(6),
  lease_owner VARCHAR(255) COMMENT 'Which copy of the service does it?',
  fencing_number BIGINT NOT NULL DEFAULT 0 COMMENT 'Whose writes count? Grows with each claim.',
  lease_until DATETIME(6) COMMENT 'Until when, by the clock of this database, is its owner taken to live?',
  KEY waiting_checks (state, requested_at, id) COMMENT 'Which test has waited the longest?',
  KEY expired_checks (state, lease_until) COMMENT 'Which running tests were left by their owner?',
  FOREIGN KEY (account_id) REFERENCES ${admin}.accounts(id),
  FOREIGN KEY (data_warehouse_id) REFERENCES ${admin}.data_warehouses(id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT = 'Which tests of warehouses are there, and what came of them?';
