import { type ValidationError, ValidationPipe } from '@nestjs/common';
import { RequestError } from '@plenary/platform';

/** Holds every argument against its declared bounds; what is wrong is told field by field. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidUnknownValues: false,
    exceptionFactory: (errors) => {
      const fields = errors.flatMap((error) => problems(error, ''));
      return new RequestError('BAD_INPUT', fields.map((f) => f.message).join('; '), { fields });
    },
  });
}

function problems(error: ValidationError, prefix: string): { field: string; message: string }[] {
  const field = `${prefix}${error.property}`;
  const own = Object.values(error.constraints ?? {}).map((message) => ({ field, message }));
  return [...own, ...(error.children ?? []).flatMap((child) => problems(child, `${field}.`))];
}
