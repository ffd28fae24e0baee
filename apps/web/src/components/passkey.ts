import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { request } from '../graphql/client.ts';
import { BeginPasskeyAddition, FinishPasskeyAddition } from '../graphql/generated/account.ts';
import {
  BeginPasskeySignIn,
  BeginPasskeySignUp,
  FinishPasskeySignIn,
  FinishPasskeySignUp,
} from '../graphql/generated/sign-in.ts';

/** The passkey ceremonies: begun by the service, done by the browser, finished by the service. */

export const passkeysWork = (): boolean => browserSupportsWebAuthn();

export async function signUpWithPasskey(invitation: string | null) {
  const { beginPasskeySignUp: ceremony } = await request(BeginPasskeySignUp, { input: { invitation } });
  const response = await startRegistration({ optionsJSON: JSON.parse(ceremony.options) });
  const input = { ceremonyId: ceremony.id, response: JSON.stringify(response), label: deviceLabel() };
  return (await request(FinishPasskeySignUp, { input })).finishPasskeySignUp;
}

export async function signInWithPasskey() {
  const { beginPasskeySignIn: ceremony } = await request(BeginPasskeySignIn, {});
  const response = await startAuthentication({ optionsJSON: JSON.parse(ceremony.options) });
  const input = { ceremonyId: ceremony.id, response: JSON.stringify(response) };
  return (await request(FinishPasskeySignIn, { input })).finishPasskeySignIn;
}

export async function addPasskey() {
  const { beginPasskeyAddition: ceremony } = await request(BeginPasskeyAddition, {});
  const response = await startRegistration({ optionsJSON: JSON.parse(ceremony.options) });
  const input = { ceremonyId: ceremony.id, response: JSON.stringify(response), label: deviceLabel() };
  return (await request(FinishPasskeyAddition, { input })).finishPasskeyAddition;
}

/** What the owner will know this passkey by: the kind of device, no more. */
function deviceLabel(): string {
  const agent = navigator.userAgent;
  if (/iPhone/.test(agent)) return 'iPhone';
  if (/iPad/.test(agent)) return 'iPad';
  if (/Android/.test(agent)) return 'Android phone';
  if (/Mac OS/.test(agent)) return 'Mac';
  if (/Windows/.test(agent)) return 'Windows computer';
  return 'This device';
}
