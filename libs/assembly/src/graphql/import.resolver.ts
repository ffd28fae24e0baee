import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { AssemblyId } from '@plenary/kernel';
import { Database, UnitOfWork } from '@plenary/platform';
import { Allow, answer, type Caller, CurrentCaller, PageArgs, page } from '@plenary/platform/graphql';
import { importedInvitations } from '../application/imported-invitations.js';
import { stageRoll } from '../application/stage-roll.js';
import { stagedRows } from '../persistence/import-rows.js';
import { lineCursor, readLineCursor } from './cursors.js';
import { ImportRowConnection, RollImportObject } from './import.objects.js';
import { InvitationsCsvArgs, StageImportInput } from './inputs.js';
import { AssemblyLoaders } from './loaders.js';
import { MemberObject } from './member.objects.js';
import { presentImport, presentImportRow } from './present.js';
import { StageImportResult } from './results.js';

@Resolver(() => RollImportObject)
export class ImportResolver {
  constructor(
    private readonly db: Database,
    private readonly work: UnitOfWork,
    private readonly loaders: AssemblyLoaders,
  ) {}

  @Mutation(() => StageImportResult, {
    description:
      'Reads a roll and shows what it would do, row by row; nothing changes yet. Members together (`APPLY_IMPORT`) or a motion apply it as a whole.',
  })
  @Allow('roll.stage')
  async stageImport(
    @CurrentCaller() caller: Caller,
    @Args('input', { description: 'The file.' }) input: StageImportInput,
  ) {
    const result = await stageRoll({ db: this.db, work: this.work }, caller.personId, {
      assemblyId: input.assemblyId as AssemblyId,
      csv: input.csv,
    });
    return answer(result, ({ rollImport, key }) => presentImport(rollImport, key));
  }

  @ResolveField('stagedBy', () => MemberObject, { description: 'Who staged it.' })
  stagedBy(@Parent() rollImport: RollImportObject): Promise<MemberObject> {
    return this.loaders.member.load(rollImport.stagedBy);
  }

  @ResolveField('report', () => ImportRowConnection, {
    description: 'What each row does, in the order of the file.',
  })
  async report(@Parent() rollImport: RollImportObject, @Args() { first, after }: PageArgs) {
    const rows = await stagedRows(this.db, rollImport.id, readLineCursor(after), first + 1);
    return page(rows.map(presentImportRow), first, lineCursor);
  }

  @ResolveField('invitationsCsv', () => String, {
    nullable: true,
    description:
      'The links of members who have not joined (`ref,name,link`), for whoever staged the import and has its key; null until it is applied, and for any other key.',
  })
  async invitationsCsv(
    @Parent() { id }: RollImportObject,
    @CurrentCaller() caller: Caller,
    @Args() { key, origin }: InvitationsCsvArgs,
  ) {
    const result = await importedInvitations(this.db, caller.personId, { importId: id, key, origin });
    return result.ok ? result.value : null;
  }
}
