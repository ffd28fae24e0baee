import { randomUUID } from 'node:crypto';
import type { Id } from '@plenary/kernel';
import { v7 } from 'uuid';

/** A new UUIDv7: ids of public things sort by when they were made, which keeps indexes small and fast. */
export function newId<Kind extends string>(): Id<Kind> {
  return v7() as Id<Kind>;
}

/** A random UUIDv4, where an order would tell something: everything about secret ballots. */
export function randomId<Kind extends string>(): Id<Kind> {
  return randomUUID() as Id<Kind>;
}
