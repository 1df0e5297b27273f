-- Who saw or changed what: append-only, one chain of hashes a patient, and one a member of staff for what they did to others' access.

CREATE SCHEMA audit;
GRANT USAGE ON SCHEMA audit TO {{app}};

CREATE TABLE audit.chains (
  -- a patient, or the account of a member of staff
  chain_id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('patient', 'staff')),
  n bigint NOT NULL DEFAULT 0,
  hash bytea NOT NULL DEFAULT '\x0000000000000000000000000000000000000000000000000000000000000000'
);

CREATE TABLE audit.events (
  chain_id uuid NOT NULL,
  n bigint NOT NULL CHECK (n > 0),
  at timestamptz NOT NULL,
  actor uuid NOT NULL,
  -- in which capacity: 'self', 'proxy', 'practitioner', 'manager', 'share-link' …
  acting_as text NOT NULL,
  act text NOT NULL,
  -- what it was about: kinds and numbers of entries, ids; never what they say
  about jsonb NOT NULL,
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  PRIMARY KEY (chain_id, n)
);

ALTER TABLE audit.chains ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.events ENABLE ROW LEVEL SECURITY;

-- whoever may open a diary adds to its chain, because they are being recorded; only those who write it read who has looked
CREATE POLICY extended ON audit.chains FOR ALL TO {{app}}
  USING (
    chain_id = nullif(current_setting('clearday.account', true), '')::uuid
    OR chain_id = ANY (string_to_array(current_setting('clearday.read', true), ',')::uuid[])
    OR chain_id = ANY (string_to_array(current_setting('clearday.audited', true), ',')::uuid[])
  );
CREATE POLICY added ON audit.events FOR INSERT TO {{app}}
  WITH CHECK (
    actor = nullif(current_setting('clearday.account', true), '')::uuid
    AND (
      chain_id = actor
      OR chain_id = ANY (string_to_array(current_setting('clearday.read', true), ',')::uuid[])
      OR chain_id = ANY (string_to_array(current_setting('clearday.audited', true), ',')::uuid[])
    )
  );
CREATE POLICY looked_up ON audit.events FOR SELECT TO {{app}}
  USING (
    chain_id = ANY (string_to_array(current_setting('clearday.write', true), ',')::uuid[])
    OR current_setting('clearday.administer', true) = 'on'
  );

GRANT SELECT, INSERT (chain_id, kind), UPDATE (n, hash) ON audit.chains TO {{app}};
GRANT SELECT, INSERT ON audit.events TO {{app}};
