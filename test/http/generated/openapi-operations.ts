/** One operation of the OpenAPI document, as much of it as requests are made from. */
export interface Operation {
  method: string;
  /** As in the document: `/api/users/{uuid}/`. */
  path: string;
  parameters: Parameter[];
  body: Schema | null;
  isBodyRequired: boolean;
  /** By status: by content type the schema; none where there is no body. */
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

export interface Parameter {
  in: 'path' | 'query' | 'header';
  name: string;
  required?: boolean;
  schema: Schema;
}

/** JSON Schema, the part of it that the document uses. */
export interface Schema {
  type?: string | string[];
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
}

// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document
export function listOperations(document: any): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    // biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document
    Object.entries(methods as Record<string, any>).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      parameters: operation.parameters ?? [],
      body: operation.requestBody?.content['application/json']?.schema ?? null,
      isBodyRequired: operation.requestBody?.required === true,
      responses: operation.responses,
    })),
  );
}
