export { ACCESS, type Access, type AccessDeclaration, Allow } from './access.js';
export { type Caller, Context, type Credential, CurrentCaller, type RequestContext } from './caller.js';
export { connectionType, PageArgs, PageInfo, page } from './connection.js';
export { answer, RejectionObject, rejectionType, resultUnion } from './rejection.js';
export { FractionInput, FractionObject, InstantScalar } from './scalars.js';
