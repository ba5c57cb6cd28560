/** Ends an exhaustive switch: a missing case is a type error, and throws if it happens at run time. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
