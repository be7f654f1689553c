CREATE TABLE ${logs}.dbt_write_probe (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  written_at DATETIME(6) NOT NULL
) ENGINE = InnoDB COMMENT 'Does the database take writes? Each copy of the service adds a row and deletes it, once a second; so it is empty but for moments.';
