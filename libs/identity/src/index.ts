export { createPersonWithSession } from './application/create-person-with-session.js';
export { useNoter } from './application/note-use.js';
export { credentialFrom, hashSecret, SESSION_COOKIE } from './credential.js';
export type { Mail } from './domain/mails.js';
export { type PushService, readPushServices } from './domain/push-service.js';
export { MeObject, SignedInObject } from './graphql/objects.js';
export { presentSignedIn } from './graphql/present.js';
export { IdentityModule } from './identity.module.js';
export { networkOf } from './network.js';
export { callerOf, holdCaller } from './persistence/access.js';
export { confirmedAddresses } from './persistence/emails.js';
export { createPerson, createPersons, recentlyRecovered } from './persistence/people.js';
export {
  dropGoneDevice,
  dropLapsedDevices,
  keepPushDevice,
  type PushDevice,
  pushDeviceNames,
} from './persistence/push-devices.js';
export {
  IDENTITY_CONFIG,
  type IdentityConfig,
  type Mailer,
  ON_PERSON_RECOVERED,
  type OnPersonRecovered,
  type PersonRecovered,
  PLACEHOLDER_SOURCE,
  type PlaceholderSource,
  RECOVERY_WITNESS,
  type RecoveryWitness,
} from './ports.js';
export { smtpMailer } from './smtp-mailer.js';
export { isPushKey, type Pusher, type PushMessage, type PushOptions, webPusher } from './web-pusher.js';
