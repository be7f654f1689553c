-- One statement; what it does it does wholly.
ALTER TABLE ${admin}.things
  ADD COLUMN size INT COMMENT 'How large is it; in millimetres?',
  ADD COLUMN weight INT;
