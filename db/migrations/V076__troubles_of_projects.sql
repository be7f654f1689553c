-- Without a foreign key, as dbt_notification_deliveries.
CREATE TABLE ${admin}.dbt_project_troubles (
  dbt_project_id INT PRIMARY KEY,
  log_dbt_project_run_id INT NOT NULL COMMENT 'Which run was the last to end badly?'
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT = 'Which projects are failing, so that it is told once when they are well again?';
