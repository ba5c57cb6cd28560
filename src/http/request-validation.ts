import { Ajv, type Options, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { FastifyInstance, FastifySchemaCompiler, FastifySchemaValidationError } from 'fastify';
import { badRequest, HttpProblem } from './http-problem.ts';

const ajvOptions: Options = { allErrors: false, removeAdditional: false, useDefaults: false };

/** For bodies: types are checked, not coerced (docs/rules/api.md, R3.5). */
const bodyValidator = createAjv({ ...ajvOptions, coerceTypes: false });
/** For queries and paths, which are text: numbers are read from it, one value makes a list. */
const parameterValidator = createAjv({ ...ajvOptions, coerceTypes: 'array' });

/**
 * Validates requests by the routes' schemas, the same that the OpenAPI document shows. A schema is
 * compiled at the first request that needs it: all of them would delay the start.
 */
export function setRequestValidation(app: FastifyInstance): void {
  app.setValidatorCompiler(({ schema, httpPart }) =>
    createLazyValidator(httpPart === 'body' ? bodyValidator : parameterValidator, schema as object),
  );
}

type Validator = ReturnType<FastifySchemaCompiler<unknown>>;

function createLazyValidator(ajv: Ajv, schema: object): Validator {
  let compiled: ValidateFunction | null = null;
  const validate: Validator = (value) => {
    compiled ??= ajv.compile(schema);
    const isValid = compiled(value);
    // Fastify reads the errors of the function that it called.
    validate.errors = compiled.errors as FastifySchemaValidationError[] | null;
    return isValid;
  };
  return validate;
}

/** The 400 for a request that violates a schema, with the field and the rule. */
export function toValidationProblem(errors: FastifySchemaValidationError[]): HttpProblem {
  const [error] = errors;
  if (error === undefined) return badRequest('Invalid input.');
  const missing = error.keyword === 'required' ? String(error.params.missingProperty) : '';
  const path = [...error.instancePath.split('/').slice(1).map(unescapeJsonPointer), missing];
  const field = path.filter((part) => part !== '' && !/^\d+$/.test(part)).join('.');
  const message = formatMessage(error);
  return field === '' ? badRequest(message) : new HttpProblem(400, { [field]: [message] });
}

function createAjv(settings: Options): Ajv {
  const ajv = new Ajv({ ...settings, strict: false });
  addFormats.default(ajv, ['date', 'date-time', 'uri', 'email']);
  // UUIDs come in with or without dashes (docs/rules/api.md, R2.3).
  ajv.addFormat('uuid', /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i);
  return ajv;
}

const typeMessages: Record<string, string> = {
  string: 'Text is required.',
  boolean: 'true or false is required.',
  integer: 'A whole number is required.',
  number: 'A number is required.',
  object: 'A JSON object is required.',
  array: 'A JSON array is required.',
};

function formatMessage(error: FastifySchemaValidationError): string {
  const { keyword, params } = error;
  switch (keyword) {
    case 'required':
      return 'This field is required.';
    case 'type':
      return (
        typeMessages[
          [params.type]
            .flat()
            .filter((type) => type !== 'null')
            .join()
        ] ?? 'Invalid type.'
      );
    case 'enum':
      return `One of ${[params.allowedValues]
        .flat()
        .filter((value) => value !== null)
        .join(', ')} is required.`;
    case 'maxLength':
      return `At most ${params.limit} characters.`;
    case 'minLength':
      return params.limit === 1
        ? 'This field may not be blank.'
        : `At least ${params.limit} characters.`;
    case 'minimum':
      return `At least ${params.limit}.`;
    case 'maximum':
      return `At most ${params.limit}.`;
    case 'format':
      return `A valid ${params.format} is required.`;
    default:
      return `Invalid value: ${error.message ?? keyword}.`;
  }
}

function unescapeJsonPointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}
