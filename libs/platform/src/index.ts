export { Clockwork, type ClockworkOptions, type DueTask } from './clockwork.js';
export { Database, type DatabaseOptions } from './database.js';
export {
  AlreadyRunningError,
  type EmbeddedPostgres,
  reachableDataDir,
  runningPostgres,
  startEmbeddedPostgres,
} from './embedded-postgres.js';
export { badInput, notAllowed, notSignedIn, RequestError, type RequestErrorCode } from './errors.js';
export { type Change, type Clock, Feed, type FeedListener, notifyFeeds } from './feed.js';
export { newId, randomId } from './ids.js';
export type { Lock } from './lock-then.js';
export { migrate, migrationNames, UNFINISHED_RESTORE } from './migrate.js';
export { type NamedStatement, Sql } from './sql.js';
export { StartupError } from './startup-error.js';
export { inThread, ThreadFailed, type ThreadTask } from './thread.js';
export { type ChangeDraft, type EntryDraft, Tx } from './tx.js';
export { isConnectionLost, isUnavailable } from './unavailable.js';
export { type Finish, type RunOptions, UnitOfWork, type Wake } from './unit-of-work.js';
