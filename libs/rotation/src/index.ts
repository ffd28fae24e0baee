export { ROTATION_SECTION, type RotationRules } from './application/bylaw-section.js';
export { calendarOf } from './application/calendar-feed.js';
export { leaveRota } from './application/fill-places.js';
export { forgetInRota } from './application/forget-in-rota.js';
export { rotaTask } from './application/rota-task.js';
export { ROTATION_SENTENCES } from './application/sentences.js';
export { setTaskEffect } from './application/set-task-effect.js';
export type { Recurrence, RecurrenceRule, RuleRefused } from './domain/recurrence.js';
export { RotationModule } from './rotation.module.js';
