import { GRAPHQL_ROUTE } from './arrival.js';

// Everything comes from this server; data: is for the QR codes and the bundled fonts' fallbacks only.
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "object-src 'none'",
].join('; ');

// The explorer's editor sets styles of its own at run time; it is a page apart that shows no member's data by itself.
const EXPLORER_POLICY = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'").replace(
  "script-src 'self'",
  "script-src 'self' blob:; worker-src 'self' blob:; font-src 'self' data:",
);

/** What every answer says besides its content. */
export function securityHeaders(route: string | undefined, protocol: string): Record<string, string> {
  const headers: Record<string, string> = {
    'content-security-policy': route?.startsWith('/explorer') ? EXPLORER_POLICY : POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  };
  // What a member was told stays in no cache between us.
  if (route === GRAPHQL_ROUTE) headers['cache-control'] = 'no-store';
  if (protocol === 'https') headers['strict-transport-security'] = 'max-age=31536000';
  return headers;
}
