import { isUuid } from '@plenary/kernel';
import { isKeyName } from './note/key.js';

/** The first part of an origin where no host is given. */
export const DEFAULT_NAMESPACE = 'plenary';

const RECORD = '/record/';

/**
 * The origin of an assembly's record, which is the name of its keys too: `plenary/record/<assembly id>` (C2SP
 * tlog-checkpoint, 'Note text', asks for a unique schema-less URL). The id alone makes it unique. No host is in it:
 * a record keeps its origin for life, so it can move to another server, and an export does not tell where the
 * assembly meets. Who wants public witnesses to follow a log can give a host as its namespace before the first
 * checkpoint.
 * @throws RangeError when the id is not a UUID or the namespace could not be in a key's name.
 */
export function recordOrigin(assemblyId: string, namespace = DEFAULT_NAMESPACE): string {
  if (!isUuid(assemblyId)) throw new RangeError('an assembly id is a UUID');
  if (!isKeyName(namespace))
    throw new RangeError('a namespace is not empty and holds no space, control or plus');
  return `${namespace}${RECORD}${assemblyId}`;
}

/** The assembly whose record has this origin, or null when it is not one of ours. */
export function assemblyOfOrigin(origin: string): string | null {
  const at = origin.lastIndexOf(RECORD);
  const id = origin.slice(at + RECORD.length);
  return at > 0 && isUuid(id) && isKeyName(origin) ? id : null;
}
