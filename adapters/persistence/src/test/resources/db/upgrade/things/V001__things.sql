CREATE TABLE ${admin}.things (id INT PRIMARY KEY);
