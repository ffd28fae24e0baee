import { SoftwareAuthenticator } from '@plenary/identity/software-authenticator';
import { Caller, mutation } from './caller.js';
import { DemoError, type Service } from './service.js';

const BEGIN =
  'mutation ($input: BeginPasskeySignUpInput!) { ceremony: beginPasskeySignUp(input: $input) { id options } }';
const FINISH = mutation('finishPasskeySignUp', 'SignedIn', 'signInName');
const ACCEPT = mutation('acceptInvitation', 'Membership', 'id');

/** A new person with a passkey of their own, made in software: the ordinary sign-up, with nothing left out. */
export async function signUp(service: Service, invitation: string | null): Promise<Caller> {
  const caller = new Caller(service);
  const authenticator = new SoftwareAuthenticator(service.address);
  const { ceremony } = await caller.ask<{ ceremony: { id: string; options: string } }>(BEGIN, {
    input: { invitation },
  });
  expectAddress(service, ceremony.options);
  await caller.act(FINISH, {
    ceremonyId: ceremony.id,
    response: authenticator.create(ceremony.options),
    label: 'Demo',
  });
  return caller;
}

/** Signs up and takes up an invitation: to a new membership under this name, or to the imported one that it was made for. */
export async function join(service: Service, secret: string, displayName: string | null): Promise<Caller> {
  const caller = await signUp(service, displayName === null ? secret : null);
  await caller.act(ACCEPT, { secret, displayName });
  return caller;
}

/** A passkey is bound to the name that the service goes by, and an address with another name is refused without a reason. */
function expectAddress({ address }: Service, options: string): void {
  const { rp } = JSON.parse(options) as { rp: { id: string } };
  const { hostname } = new URL(address);
  if (hostname === rp.id || hostname.endsWith(`.${rp.id}`)) return;
  throw new DemoError(`The service goes by ${rp.id}: give --url the address that it printed at its start.`);
}
