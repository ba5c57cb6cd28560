import { type UseFormInput, type UseFormReturnType, useForm } from '@mantine/form';
import { type FormEventHandler, type RefObject, useEffect, useRef, useState } from 'react';
import { ApiError } from '../api/api-error.ts';
import { useSingleFlight } from './use-single-flight.ts';

type ApiFormOptions<Values> = Omit<UseFormInput<Values>, 'initialValues'> & {
  /** The fields are named as the API names them, so that its errors find them. */
  initialValues: Values;
  /** Sends the values. Throws ApiError. */
  onSend: (values: Values) => Promise<unknown>;
};

export interface ApiForm<Values> {
  /** Values, field errors and input props. */
  form: UseFormReturnType<Values>;
  /** For the <form> element. */
  formProps: {
    ref: RefObject<HTMLFormElement | null>;
    onSubmit: FormEventHandler<HTMLFormElement>;
    noValidate: true;
  };
  isSending: boolean;
  /** Why sending failed, unless a field shows it; null otherwise. */
  error: unknown;
}

/**
 * A form that sends its values to the API. It checks them by `validate` first, sends them once
 * however often somebody submits meanwhile, shows what the API says about a field at that field,
 * moves the focus to the first field with an error, and keeps everything typed.
 */
export function useApiForm<Values extends object>({
  onSend,
  ...options
}: ApiFormOptions<Values>): ApiForm<Values> {
  const ref = useRef<HTMLFormElement>(null);
  const form = useForm<Values>(options);
  const [error, setError] = useState<unknown>(null);
  const [failureCount, setFailureCount] = useState(0);
  const countFailure = (): void => setFailureCount((count) => count + 1);
  // After the render, because only then the fields are marked as invalid.
  useEffect(() => {
    if (failureCount === 0) return;
    ref.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [failureCount]);
  const send = useSingleFlight(async (values: Values): Promise<void> => {
    setError(null);
    try {
      await onSend(values);
    } catch (failure) {
      const { fieldErrors, rest } = splitFieldErrors(failure, Object.keys(options.initialValues));
      form.setErrors(fieldErrors);
      setError(rest);
      countFailure();
    }
  });
  const reportInvalid = (): void => {
    setError(null);
    countFailure();
  };
  return {
    form,
    formProps: { ref, onSubmit: form.onSubmit(send, reportInvalid), noValidate: true },
    isSending: form.submitting,
    error,
  };
}

/** What an error says about `fields`, and the error itself where it says anything else. */
function splitFieldErrors(
  error: unknown,
  fields: readonly string[],
): { fieldErrors: Readonly<Record<string, string>>; rest: unknown } {
  if (!(error instanceof ApiError)) return { fieldErrors: {}, rest: error };
  const { fieldErrors, messages } = error;
  const named = Object.keys(fieldErrors);
  const isAtFields = named.length > 0 && named.every((field) => fields.includes(field));
  return { fieldErrors, rest: isAtFields && messages.length === 0 ? null : error };
}
