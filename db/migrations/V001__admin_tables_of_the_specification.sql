-- The tables of the specification's "dc_admin_staging", with its names, columns, types and foreign keys.
-- One slip is mended: the comma before the closing bracket of dbt_projects.

CREATE TABLE ${admin}.e_dbt_model_types (
  name VARCHAR(255) PRIMARY KEY
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE ${admin}.e_dbt_project_notification_levels (
  name VARCHAR(255) PRIMARY KEY
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE ${admin}.e_dbt_project_statuses (
  name VARCHAR(255) PRIMARY KEY
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE ${admin}.dbt_credentials (
  id INT PRIMARY KEY AUTO_INCREMENT,
  account_id INT UNSIGNED NOT NULL,
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  name VARCHAR(255),
  credential_json JSON,
  FOREIGN KEY (account_id) REFERENCES ${admin}.accounts(id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE ${admin}.dbt_projects (
  id INT PRIMARY KEY AUTO_INCREMENT,
  account_id INT UNSIGNED NOT NULL,
  data_warehouse_id INT UNSIGNED NOT NULL,
  dbt_credential_id INT NOT NULL,
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  model_type VARCHAR(255),
  status VARCHAR(255),
  notification_level VARCHAR(255),
  name VARCHAR(255),
  configuration_json JSON,
  FOREIGN KEY (account_id) REFERENCES ${admin}.accounts(id),
  FOREIGN KEY (data_warehouse_id) REFERENCES ${admin}.data_warehouses(id),
  FOREIGN KEY (dbt_credential_id) REFERENCES ${admin}.dbt_credentials(id),
  FOREIGN KEY (status) REFERENCES ${admin}.e_dbt_project_statuses(name),
  FOREIGN KEY (model_type) REFERENCES ${admin}.e_dbt_model_types(name),
  FOREIGN KEY (notification_level) REFERENCES ${admin}.e_dbt_project_notification_levels(name)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE ${admin}.dbt_project_change_history (
  id INT PRIMARY KEY AUTO_INCREMENT,
  dbt_project_id INT NOT NULL,
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  property_name VARCHAR(255),
  prev_value TEXT,
  new_value TEXT,
  updated_by INT UNSIGNED NOT NULL,
  FOREIGN KEY (dbt_project_id) REFERENCES ${admin}.dbt_projects(id),
  FOREIGN KEY (updated_by) REFERENCES ${admin}.users(id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE ${admin}.configured_dbt_models (
  id INT PRIMARY KEY AUTO_INCREMENT,
  dbt_project_id INT NOT NULL,
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  name VARCHAR(255),
  path VARCHAR(2000),
  model_json JSON,
  FOREIGN KEY (dbt_project_id) REFERENCES ${admin}.dbt_projects(id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE ${admin}.dbt_project_schedules (
  id INT PRIMARY KEY AUTO_INCREMENT,
  dbt_project_id INT NOT NULL,
  schedule_option_id INT,
  hour INT DEFAULT NULL,
  day INT DEFAULT NULL,
  week_day VARCHAR(255) DEFAULT NULL,
  schedule_interval INT DEFAULT NULL,
  start_hour INT DEFAULT NULL,
  start_min INT DEFAULT NULL,
  months VARCHAR(255) DEFAULT NULL,
  days VARCHAR(255) DEFAULT NULL,
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  hours TEXT,
  cron_string VARCHAR(255),
  FOREIGN KEY (dbt_project_id) REFERENCES ${admin}.dbt_projects(id),
  FOREIGN KEY (schedule_option_id) REFERENCES ${admin}.schedule_options(id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE ${admin}.dbt_project_details (
  id INT PRIMARY KEY AUTO_INCREMENT,
  dbt_credential_id INT NOT NULL,
  repository_id INT NOT NULL,
  branch_name VARCHAR(255) NOT NULL,
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  manifest_json JSON,
  FOREIGN KEY (dbt_credential_id) REFERENCES ${admin}.dbt_credentials(id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
