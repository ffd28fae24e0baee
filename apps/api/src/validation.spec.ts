import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import type { ArgumentMetadata } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Length, Min, ValidateNested } from 'class-validator';
import { validationPipe } from './validation.js';

class Inner {
  @IsString()
  name!: string;
}

class Input {
  @IsString()
  @Length(1, 5)
  text!: string;

  @IsOptional()
  @IsInt()
  @Min(1)
  times?: number | null = 1;

  @IsOptional()
  @ValidateNested()
  @Type(() => Inner)
  inner?: Inner | null;
}

const pipe = validationPipe();
const asked = (value: unknown, more: Partial<ArgumentMetadata> = {}) =>
  pipe.transform(value, { type: 'body', metatype: Input, data: 'input', ...more });

describe('an input', () => {
  // With an object inside it goes through class-transformer, without one it does not.
  it.each([[undefined], [null], [2]])(
    'is of its class, with its defaults, by either way (times: %s)',
    async (times) => {
      const flat = await asked({ text: 'hello', times });
      const whole = (await asked({ text: 'hello', times, inner: { name: 'a' } })) as Input;
      expect(flat).toBeInstanceOf(Input);
      expect(whole.inner).toBeInstanceOf(Inner);
      expect({ ...(flat as Input), inner: null }).toEqual({ ...whole, inner: null });
    },
  );

  it('keeps a default that is not given', async () => {
    expect(await asked({ text: 'hello' })).toEqual({ text: 'hello', times: 1 });
  });

  it('is refused field by field, by either way', async () => {
    const problem = { code: 'BAD_INPUT', details: { fields: [{ field: 'text' }, { field: 'times' }] } };
    await expect(asked({ text: '', times: 0 })).rejects.toMatchObject(problem);
    await expect(asked({ text: '', times: 0, inner: { name: 'a' } })).rejects.toMatchObject(problem);
    await expect(asked({ text: 'hello', inner: { name: 1 } })).rejects.toMatchObject({
      details: { fields: [{ field: 'inner.name' }] },
    });
  });

  it('holds text that can be stored, or is refused', () => {
    expect(() => asked({ text: 'a\u0000' })).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
    expect(() => asked({ text: 'a', inner: { name: '\ud800' } })).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT' }),
    );
  });

  it('loses what its class does not name', async () => {
    expect(await asked({ text: 'hello', more: 1 })).toEqual({ text: 'hello', times: 1 });
  });

  it('is left alone where it is no argument', async () => {
    const context = { text: '\u0000' };
    expect(await asked(context, { type: 'custom' })).toBe(context);
  });
});
