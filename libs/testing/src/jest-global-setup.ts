import { startTestCluster } from './cluster.js';

export default startTestCluster;
