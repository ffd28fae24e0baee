export { type ApiProcess, startApiProcess } from './api-process.js';
export { type GraphQLAnswer, TestClient, TestSubscription } from './client.js';

export { startTestCluster, stopTestCluster } from './cluster.js';

export { Mailbox, type ReceivedMail } from './mailbox.js';

export { crowding, Patience } from './patience.js';
export { PushBox, type Pushed, readPushed, readVapid, type Subscription } from './push-box.js';
export { codeOf, expectOk, newPerson, untilSomebodyWaits } from './rules.js';
export { createTestDatabase, type TestDatabase } from './test-database.js';
