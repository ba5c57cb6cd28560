/** Does not compile while a case of the value is not decided; throws if one comes at run time. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
