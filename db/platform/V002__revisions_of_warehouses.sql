ALTER TABLE ${admin}.data_warehouses
  ADD COLUMN revision BIGINT NOT NULL DEFAULT 1 COMMENT 'Which change is this? One more with each; the ETag.';
