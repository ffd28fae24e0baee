-- Guides as their holders improve them: every version stays, the task has the last one.
CREATE TABLE guide_version (
  assembly_id uuid NOT NULL,
  task_id     uuid NOT NULL,
  version     integer NOT NULL,
  text        text NOT NULL,
  written_at  timestamptz NOT NULL,
  written_by  uuid,
  PRIMARY KEY (task_id, version),
  FOREIGN KEY (assembly_id, task_id) REFERENCES task (assembly_id, id),
  FOREIGN KEY (assembly_id, written_by) REFERENCES membership (assembly_id, id),
  CONSTRAINT guide_version_counts_from_one CHECK (version > 0),
  CONSTRAINT guide_version_length CHECK (char_length(text) <= 2000)
);
COMMENT ON COLUMN guide_version.written_by IS 'who held the task and improved it; null where the assembly set it by motion';
INSERT INTO guide_version (assembly_id, task_id, version, text, written_at)
SELECT assembly_id, id, 1, guide, created_at FROM task WHERE guide <> '';

-- Training is itself a task: whoever holds its shift teaches another task.
ALTER TABLE task
  ADD COLUMN trains_id uuid,
  ADD CONSTRAINT task_trains FOREIGN KEY (assembly_id, trains_id) REFERENCES task (assembly_id, id),
  ADD CONSTRAINT task_trains_another CHECK (trains_id <> id);
COMMENT ON COLUMN task.trains_id IS 'the task that is taught in its shifts; null for one that is no training';
