import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { JsonObject } from '@plenary/kernel';

import { connectionType, InstantScalar } from '@plenary/platform/graphql';
import { canonicalJson, type RecordedEntry } from '@plenary/record';
import { type EntrySentences, entrySentence } from '../domain/entry-sentence.js';

@ObjectType('EntryPersonal', {
  description: 'Personal data of an entry: the entry itself holds the commitment.',
})
export class EntryPersonalObject {
  @Field(() => String, { description: 'What it is: `displayName`.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Its value; null once it was erased.' })
  value!: string | null;

  @Field(() => String, {
    description: 'base64url of SHA-256 over `plenary/commitment/v1`, a zero byte, the salt and the value.',
  })
  commitment!: string;

  @Field(() => String, { nullable: true, description: 'The salt in base64; null once it was erased.' })
  salt!: string | null;
}

@ObjectType('Entry', {
  description: 'One fact of an assembly’s record: numbered without a gap, never edited.',
})
export class EntryObject {
  @Field(() => Int, { description: 'Its number, from 1.' })
  seq!: number;

  @Field(() => InstantScalar, { description: 'When it was written.' })
  at!: Date;

  @Field(() => String, { description: 'What happened, as `noun.past-tense`.' })
  kind!: string;

  @Field(() => String, { description: 'The right that was used, as JSON.' })
  authority!: string;

  @Field(() => String, { description: 'The facts, as JSON, without personal data.' })
  data!: string;

  @Field(() => [EntryPersonalObject], { description: 'The personal data that belongs to it.' })
  personal!: EntryPersonalObject[];

  @Field(() => String, { description: 'The same as a sentence for people; may be reworded.' })
  sentence!: string;

  @Field(() => String, {
    description: 'SHA-256 of a zero byte and the canonical bytes (RFC 6962), in hexadecimal.',
  })
  leafHash!: string;

  @Field(() => String, { description: 'The canonical bytes (RFC 8785): the only truth about the entry.' })
  canonical!: string;
}
export const EntryConnection = connectionType(EntryObject, 'Entry', 'entries of a record');

interface EntryBody {
  readonly authority: JsonObject;
  readonly data: JsonObject;
  readonly personal: Readonly<Record<string, string>>;
}

export function presentEntry(entry: RecordedEntry, templates: EntrySentences, timeZone: string): EntryObject {
  const canonical = entry.bytes.toString('utf8');
  const body = JSON.parse(canonical) as EntryBody;
  const { seq, at, kind, personal } = entry;
  return {
    seq,
    at,
    kind,
    authority: canonicalJson(body.authority),
    data: canonicalJson(body.data),
    personal: Object.entries(body.personal).map(([name, commitment]) => ({
      name,
      commitment,
      value: personal[name]?.value ?? null,
      salt: personal[name]?.salt ?? null,
    })),
    sentence: entrySentence(templates, { kind, data: body.data, personal }, timeZone),
    leafHash: entry.leafHash.toString('hex'),
    canonical,
  };
}
