import { stopTestCluster } from './cluster.js';

export default stopTestCluster;
