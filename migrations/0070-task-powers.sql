-- What a task's shifts give besides facilitating, which goes with the kind of the task that an assembly is founded with.
ALTER TABLE task
  ADD COLUMN powers text[] NOT NULL DEFAULT '{}',
  ADD CONSTRAINT task_powers_known CHECK (powers <@ ARRAY['check_in', 'tell']);
COMMENT ON COLUMN task.powers IS 'rights of whoever holds a shift of it, from its start to its end: sorted, each once';
