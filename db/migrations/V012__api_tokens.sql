CREATE TABLE ${admin}.dbt_api_tokens (
  id INT PRIMARY KEY AUTO_INCREMENT,
  account_id INT UNSIGNED NOT NULL,
  user_id INT UNSIGNED NOT NULL,
  label VARCHAR(255) NOT NULL COMMENT 'What is it for?',
  token_sha256 CHAR(64) NOT NULL COMMENT 'Is this the token? The token itself is kept nowhere.',
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  UNIQUE KEY token_of_hash (token_sha256) COMMENT 'Who calls with this token?',
  FOREIGN KEY (account_id) REFERENCES ${admin}.accounts(id),
  FOREIGN KEY (user_id) REFERENCES ${admin}.users(id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT = 'Which tokens open the API, and for whom?';
