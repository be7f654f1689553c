CREATE TABLE ${admin}.dbt_encryption_keys (
  id TINYINT PRIMARY KEY COMMENT 'There is one set of keys.',
  revision INT NOT NULL COMMENT 'Did another copy of the service change the keys?',
  sealed_keyset MEDIUMTEXT NOT NULL COMMENT 'Which keys open and seal? Sealed by the master key, which is not in the database.',
  changed_at DATETIME(6) NOT NULL COMMENT 'Since when? UTC.'
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT = 'Which keys seal secrets?';
