import { isUtf8 } from 'node:buffer';
import { BadRequestException } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Fastify's parser asks nothing of it. */
const NO_REQUEST = null as unknown as FastifyRequest;

type Done = (error: Error | null, body?: unknown) => void;

/**
 * Reads JSON as Fastify does, and refuses bytes that are no UTF-8: decoded as they are, each would become U+FFFD, and a
 * text be kept that nobody wrote.
 */
export function jsonReader(fastify: FastifyInstance) {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  return (body: Buffer, done: Done): void => {
    if (isUtf8(body)) parse(NO_REQUEST, body.toString('utf8'), done);
    else done(Object.assign(new BadRequestException('The body is not in UTF-8.'), { statusCode: 400 }));
  };
}

export function readJsonBodies(
  app: NestFastifyApplication,
  fastify: FastifyInstance,
  bodyLimit: number,
): void {
  const read = jsonReader(fastify);
  app.useBodyParser('application/json', { bodyLimit }, (_request: FastifyRequest, body: Buffer, done: Done) =>
    read(body, done),
  );
}
