-- What DataChannel has already: the least of it that the dbt service refers to, so that it can run by itself.
-- Only the embedded default runs this location, with a history table of its own; a production database never sees it.

CREATE TABLE ${admin}.accounts (
  id INT UNSIGNED PRIMARY KEY AUTO_INCREMENT,
  name VARCHAR(255) NOT NULL
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT = 'Who uses DataChannel?';

CREATE TABLE ${admin}.users (
  id INT UNSIGNED PRIMARY KEY AUTO_INCREMENT,
  account_id INT UNSIGNED NOT NULL,
  name VARCHAR(255) NOT NULL,
  FOREIGN KEY (account_id) REFERENCES ${admin}.accounts(id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT = 'Who acts for an account?';

CREATE TABLE ${admin}.data_warehouses (
  id INT UNSIGNED PRIMARY KEY AUTO_INCREMENT,
  account_id INT UNSIGNED NOT NULL,
  name VARCHAR(255) NOT NULL,
  type VARCHAR(64) NOT NULL COMMENT 'Which dbt adapter? duckdb, postgres, ...',
  configuration_json JSON NOT NULL COMMENT 'How is it reached? The fields that may be shown.',
  sealed_secrets_json JSON NOT NULL COMMENT 'Which secrets open it? Sealed for this account and row, by field.',
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  KEY warehouses_of_account (account_id, id) COMMENT 'Which warehouses has an account, by id?',
  FOREIGN KEY (account_id) REFERENCES ${admin}.accounts(id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT = 'What are models built on?';

CREATE TABLE ${admin}.schedule_options (
  id INT PRIMARY KEY AUTO_INCREMENT,
  name VARCHAR(255) NOT NULL
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT = 'Which kinds of schedule are there?';

CREATE TABLE ${admin}.pipelines (
  id INT UNSIGNED PRIMARY KEY AUTO_INCREMENT,
  account_id INT UNSIGNED NOT NULL,
  data_warehouse_id INT UNSIGNED NOT NULL,
  name VARCHAR(255) NOT NULL,
  FOREIGN KEY (account_id) REFERENCES ${admin}.accounts(id),
  FOREIGN KEY (data_warehouse_id) REFERENCES ${admin}.data_warehouses(id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT = 'What loads the warehouses?';

INSERT INTO ${admin}.accounts (id, name) VALUES (1, 'local');
INSERT INTO ${admin}.users (id, account_id, name) VALUES (1, 1, 'local');
