export { Audience, type AudienceMember, type AudienceOptions, type Viewer } from './audience.js';
export { LatestRoom, type LatestRoomOptions, type Versioned } from './latest-room.js';
export { onceFor, operationKey, type Results, share, subscribeShared } from './share.js';
export { Signal } from './signal.js';
export { type Sink, Subscriber } from './subscriber.js';
export { type Numbered, Tail, type TailOptions, type TailUpdate } from './tail.js';
