/** The look of a field that cannot be edited. */
export function readOnlyProps(isReadOnly: boolean) {
  return isReadOnly ? ({ readOnly: true, variant: 'filled' } as const) : {};
}

/** A `ref` that focuses a field when it appears. */
export const focusOnMount = (field: HTMLInputElement | null): void => field?.focus();
