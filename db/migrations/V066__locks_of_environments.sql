-- What is installed changes by itself as packages are released; a lock says what it is, and is what the same environment is built from again.

CREATE TABLE ${admin}.dbt_environment_locks (
  account_id INT UNSIGNED NOT NULL,
  digest CHAR(64) NOT NULL COMMENT 'Which lock? SHA-256 of Python''s version and those of all packages.',
  python_version VARCHAR(32) NOT NULL,
  packages TEXT NOT NULL COMMENT 'What is in the environment? A line name==version for each package.',
  requirements MEDIUMTEXT NOT NULL COMMENT 'What is it installed from? The packages with the hashes of their files, in the format of requirements.txt.',
  created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (account_id, digest),
  FOREIGN KEY (account_id) REFERENCES ${admin}.accounts(id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT = 'Of what do the Python environments of an account consist?';

CREATE TABLE ${admin}.dbt_project_environments (
  id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
  account_id INT UNSIGNED NOT NULL,
  dbt_project_id INT NOT NULL,
  fingerprint CHAR(64) NOT NULL COMMENT 'What was asked for? dbt version, adapter, requirements and Python.',
  kind CHAR(64) NOT NULL COMMENT 'What must be the same for one environment to stand in for another? Line of dbt, adapter and requirements.',
  lock_digest CHAR(64) NOT NULL COMMENT 'What did the project get?',
  used_since DATETIME(6) NOT NULL COMMENT 'Since when? UTC. Of several for a fingerprint the newest holds.',
  UNIQUE KEY environment_of_project (dbt_project_id, fingerprint, lock_digest) COMMENT 'Did the project use this lock for this before?',
  KEY environments_of_account (account_id, fingerprint, used_since) COMMENT 'Which lock is the newest in the account for this?',
  KEY environments_of_kind (dbt_project_id, kind, used_since) COMMENT 'What can stand in, newest first?',
  KEY uses_of_lock (account_id, lock_digest) COMMENT 'Does any project use this lock?',
  FOREIGN KEY (dbt_project_id) REFERENCES ${admin}.dbt_projects(id),
  FOREIGN KEY (account_id, lock_digest) REFERENCES ${admin}.dbt_environment_locks(account_id, digest)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT = 'Which lock does a project keep to, and which environments of it were good?';
