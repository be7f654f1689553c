-- The tables of the specification's "dc_logs_staging", with its names, columns, types and foreign keys.

CREATE TABLE ${logs}.e_log_dbt_project_run_statuses (
  name VARCHAR(255) PRIMARY KEY
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE ${logs}.e_log_dbt_project_run_error_types (
  name VARCHAR(255) PRIMARY KEY
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE ${logs}.e_log_dbt_project_run_types (
  name VARCHAR(255) PRIMARY KEY
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE ${logs}.log_dbt_project_run (
  id INT PRIMARY KEY AUTO_INCREMENT,
  dbt_project_id INT NOT NULL,
  model_type VARCHAR(255),
  run_type VARCHAR(255),
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  status VARCHAR(255),
  log_file_path TEXT,
  FOREIGN KEY (run_type) REFERENCES ${logs}.e_log_dbt_project_run_types(name),
  FOREIGN KEY (status) REFERENCES ${logs}.e_log_dbt_project_run_statuses(name)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE ${logs}.log_dbt_project_run_errors (
  id INT PRIMARY KEY AUTO_INCREMENT,
  log_dbt_project_run_id INT NOT NULL,
  err_type VARCHAR(255),
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  traceback TEXT,
  FOREIGN KEY (log_dbt_project_run_id) REFERENCES ${logs}.log_dbt_project_run(id),
  FOREIGN KEY (err_type) REFERENCES ${logs}.e_log_dbt_project_run_error_types(name)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
