-- What is true of this database as a whole. One row.
CREATE SCHEMA installation;
GRANT USAGE ON SCHEMA installation TO {{app}}, {{jobs}};
CREATE TABLE installation.state (
  one_row boolean PRIMARY KEY DEFAULT true CHECK (one_row),
  -- changes with every restore: devices that see another offer their whole log again
  epoch uuid NOT NULL DEFAULT gen_random_uuid(),
  restored_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO installation.state DEFAULT VALUES;
GRANT SELECT ON installation.state TO {{app}}, {{jobs}};
