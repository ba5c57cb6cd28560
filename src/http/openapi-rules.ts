/*
 * What the schemas of routes cannot say in themselves, written into the finished OpenAPI document.
 */

type Json = Record<string, unknown>;

interface OpenApiOperation {
  operationId?: string;
  parameters?: Json[];
  requestBody?: { required?: boolean; content?: Record<string, { schema?: Json }> };
}

interface OpenApiDocument {
  paths?: Record<string, Record<string, OpenApiOperation> | undefined>;
}

/** No text may contain NUL: PostgreSQL cannot store it (docs/rules/api.md, R3.5). */
export const NO_NUL_PATTERN = '^[^\\u0000]*$';

/** A text that shows something, for fields that may not be blank. */
export const VISIBLE_TEXT_PATTERN = '^[^\\u0000]*[^\\s\\u0000][^\\u0000]*$';

/** Applies all rules of this file to the document of the library. */
export function applyOpenApiRules<Document extends object>(document: Document): Document {
  const described = applyDocumentedRules(document);
  for (const operations of Object.values((described as OpenApiDocument).paths ?? {})) {
    for (const [method, operation] of Object.entries(operations ?? {})) {
      if (method === 'head') restoreOperationId(operation);
      describeInput(operation);
    }
  }
  return described;
}

/** Undoes the suffix that the library appends to the operation IDs of HEAD. */
function restoreOperationId(operation: OpenApiOperation): void {
  if (operation.operationId === undefined) return;
  operation.operationId = operation.operationId.replace(/-head$/, '');
}

/** A body whose fields are all optional may be missing; no text that is sent may contain NUL. */
function describeInput(operation: OpenApiOperation): void {
  if (operation.parameters) operation.parameters = refuseNul(operation.parameters);
  const body = operation.requestBody;
  const content = body?.content?.['application/json'];
  if (body === undefined || content?.schema === undefined) return;
  body.required = content.schema.required !== undefined;
  content.schema = refuseNul(content.schema);
}

function refuseNul<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(refuseNul) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const schema = Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, refuseNul(item)]),
  );
  const types = [schema.type].flat();
  // What may also be a number is read leniently.
  const isText = types.includes('string') && !types.includes('integer');
  const isFree = schema.enum === undefined && schema.pattern === undefined;
  return (isText && isFree && schema.format === undefined
    ? { ...schema, pattern: NO_NUL_PATTERN }
    : schema) as unknown as Value;
}

/**
 * Writes the rules in `x-doc` of a schema into the schema. They say what clients should send where
 * we take more: the known orderings, say, while an unknown one is ignored.
 */
function applyDocumentedRules<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(applyDocumentedRules) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const { 'x-doc': rules = {}, 'x-search': _, ...rest } = value as Json;
  const applied = Object.fromEntries(
    Object.entries(rest).map(([name, item]) => [name, applyDocumentedRules(item)]),
  );
  // The library lifts extensions of a parameter's schema to the parameter.
  if ('in' in applied && 'schema' in applied) {
    return { ...applied, schema: { ...(applied.schema as object), ...(rules as object) } } as Value;
  }
  return { ...applied, ...(rules as object) } as Value;
}
