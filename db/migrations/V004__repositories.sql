-- The specification's dbt_project_details.repository_id names a table that it does not define.

CREATE TABLE ${admin}.dbt_repositories (
  id INT PRIMARY KEY AUTO_INCREMENT,
  account_id INT UNSIGNED NOT NULL,
  url VARCHAR(2000) NOT NULL COMMENT 'Where is it cloned from? Without user or token.',
  url_sha256 CHAR(64) NOT NULL COMMENT 'Is this address known already? An index cannot hold the whole address.',
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  UNIQUE KEY repository_of_account (account_id, url_sha256) COMMENT 'Which row is this address of this account?',
  FOREIGN KEY (account_id) REFERENCES ${admin}.accounts(id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT = 'Which repositories does an account build from?';

ALTER TABLE ${admin}.dbt_project_details
  ADD FOREIGN KEY (repository_id) REFERENCES ${admin}.dbt_repositories(id);
