/* The shapes of the interface as named components of the OpenAPI document. */

type Json = Record<string, unknown>;

interface Described {
  paths?: object;
  webhooks?: object;
  components?: { schemas?: Record<string, unknown> };
}

/**
 * Moves each schema with a title to the components of the document, under its title, and refers to it:
 * generators of clients name their types so, and the document is a fifth as long. Throws where two
 * schemas differ that have the same title.
 */
export function nameComponents<Document extends object>(document: Document): Document {
  const { paths, webhooks, components } = document as Described;
  const named = new Map<string, string>();

  /** What stands in place of a value: the value with references instead of its titled schemas. */
  const refer = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(refer);
    if (typeof value !== 'object' || value === null) return value;
    const referring = referInside(value as Json);
    const { title } = referring;
    return typeof title === 'string' ? define(title, referring) : referring;
  };
  const referInside = (value: Json): Json =>
    Object.fromEntries(Object.entries(value).map(([name, item]) => [name, refer(item)]));

  const define = (title: string, schema: Json): Json => {
    const text = JSON.stringify(schema);
    if ((named.get(title) ?? text) !== text) throw new Error(`Two schemas are titled ${title}.`);
    named.set(title, text);
    return { $ref: `#/components/schemas/${title}` };
  };

  const existing = Object.values(components?.schemas ?? {});
  for (const schema of existing) refer(schema);
  const referring = {
    ...document,
    ...(paths && { paths: referInside(paths as Json) }),
    ...(webhooks && { webhooks: referInside(webhooks as Json) }),
  };
  const schemas = Object.fromEntries(
    [...named].toSorted().map(([title, text]) => [title, JSON.parse(text)]),
  );
  return { ...referring, components: { ...components, schemas } };
}
