import type { FastifyReply, FastifyRequest } from 'fastify';

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

export async function securityHeaders(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.header('content-security-policy', request.url.startsWith('/explorer') ? EXPLORER_POLICY : POLICY);
  reply.header('x-content-type-options', 'nosniff');
  reply.header('referrer-policy', 'no-referrer');
  reply.header('cross-origin-opener-policy', 'same-origin');
  // What a member was told stays in no cache between us.
  if (request.url.startsWith('/graphql')) reply.header('cache-control', 'no-store');
  if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000');
}
