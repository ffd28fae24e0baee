import { Args, ID, Resolver, Subscription } from '@nestjs/graphql';
import { isUuid } from '@plenary/kernel';
import { notAllowed } from '@plenary/platform';
import { Allow, type Caller, CurrentCaller } from '@plenary/platform/graphql';
import { type HardshipEvent, LiveHardship } from '../../application/hardship/live-hardship.js';
import { HardshipUpdateObject } from './objects.js';

@Resolver()
export class LiveHardshipResolver {
  constructor(private readonly hardship: LiveHardship) {}

  @Subscription(() => HardshipUpdateObject, {
    description:
      'That the open requests of an assembly have changed, for whoever holds a shift with SEE_HARDSHIP now: the present revision first, then the latest. Ends with NOT_ALLOWED when the shift does.',
  })
  @Allow('hardship.hear')
  async hardshipUpdated(
    @CurrentCaller() { accessId, personId }: Caller,
    @Args('assemblyId', { type: () => ID, description: 'Which assembly.' }) assemblyId: string,
  ): Promise<AsyncIterable<HardshipEvent>> {
    if (!isUuid(assemblyId)) throw notAllowed();
    return this.hardship.watch({ accessId, personId, assemblyId });
  }
}
