CREATE TABLE ${admin}.dbt_github_logins (
  id INT PRIMARY KEY AUTO_INCREMENT,
  account_id INT UNSIGNED NOT NULL,
  user_id INT UNSIGNED NOT NULL,
  role VARCHAR(16) NOT NULL COMMENT 'In which role did its user begin?',
  credential_name VARCHAR(255) NOT NULL COMMENT 'What will the credential be called?',
  state_sha256 CHAR(64) NOT NULL COMMENT 'Is this the state that GitHub handed back? The state itself is kept nowhere.',
  browser_sha256 CHAR(64) NOT NULL COMMENT 'Is this the browser that began?',
  sealed_verifier TEXT NOT NULL COMMENT 'Which verifier redeems the code (RFC 7636)? Sealed.',
  expires_at DATETIME(6) NOT NULL COMMENT 'Until when may it come back? UTC.',
  UNIQUE KEY login_of_state (state_sha256) COMMENT 'Which login comes back?',
  KEY expired_logins (expires_at) COMMENT 'Which logins never came back?',
  FOREIGN KEY (account_id) REFERENCES ${admin}.accounts(id),
  FOREIGN KEY (user_id) REFERENCES ${admin}.users(id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT = 'Which logins at GitHub were begun and have not come back?';
