/**
 * Unless the operator says otherwise. Imported before everything else: graphql and others read it when they are loaded,
 * and check more, and more slowly, where it is not `production`.
 */
process.env.NODE_ENV ??= 'production';
