import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { ACCESS } from '@plenary/platform/graphql';

// The key under which @nestjs/graphql keeps whether a method is a Query, Mutation or Subscription.
const RESOLVER_TYPE = 'graphql:resolver_type';
const OPERATIONS = ['Query', 'Mutation', 'Subscription'];

/** Refuses to start when a query, mutation or subscription does not declare who may use it. */
@Injectable()
export class AccessDeclared implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    for (const { instance } of this.discovery.getProviders()) {
      const prototype = instance && typeof instance === 'object' ? Object.getPrototypeOf(instance) : null;
      if (prototype === null || prototype === Object.prototype) continue;
      for (const name of this.scanner.getAllMethodNames(prototype)) {
        const method = prototype[name];
        if (!OPERATIONS.includes(Reflect.getMetadata(RESOLVER_TYPE, method))) continue;
        if (!Reflect.hasMetadata(ACCESS, method)) {
          throw new Error(
            `${prototype.constructor.name}.${name} does not declare who may use it: add @Allow(…)`,
          );
        }
      }
    }
  }
}
