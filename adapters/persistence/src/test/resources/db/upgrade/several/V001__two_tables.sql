CREATE TABLE ${admin}.first_one (id INT PRIMARY KEY);
CREATE TABLE ${admin}.second_one (id INT PRIMARY KEY);
