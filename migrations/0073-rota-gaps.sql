-- Places are filled again at several instants: now, where a holder has gone, and when a suspension ends.
ALTER TABLE rota_gap DROP CONSTRAINT rota_gap_pkey, ADD PRIMARY KEY (assembly_id, fill_at);
CREATE INDEX rota_gap_due ON rota_gap (fill_at);
COMMENT ON TABLE rota_gap IS 'when places that nobody holds are filled again, where somebody can';
