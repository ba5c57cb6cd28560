import { type UseFormInput, type UseFormReturnType, useForm } from '@mantine/form';
import { type FormEventHandler, type RefObject, useEffect, useRef, useState } from 'react';
import { ApiError } from '../api/api-error.ts';
import { maySendAgain, type OutcomeCheck, type RequestFailure, useRequest } from './use-request.ts';

type ApiFormOptions<Values> = Omit<UseFormInput<Values>, 'initialValues'> & {
  /** The fields are named as the API names them, so that its errors find them. */
  initialValues: Values;
  /** Sends the values. Throws ApiError. */
  onSend: (values: Values) => Promise<unknown>;
  /** Says whether a request with a lost reply has happened, as in useRequest. */
  checkOutcome: OutcomeCheck<[values: Values]>;
  /** Whether the form stays, for other values, when a request with a lost reply has happened. */
  staysOpen?: boolean;
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
  failure: RequestFailure | null;
}

/**
 * A form that sends its values to the API. It checks them by `validate` first, sends them once
 * however often somebody submits meanwhile, shows what the API says about a field at that field,
 * moves the focus to the first field with an error, and keeps everything typed. Where the reply is
 * lost, it looks at what is stored.
 */
export function useApiForm<Values extends object>({
  onSend,
  checkOutcome,
  staysOpen = false,
  ...options
}: ApiFormOptions<Values>): ApiForm<Values> {
  const ref = useRef<HTMLFormElement>(null);
  const form = useForm<Values>(options);
  const request = useRequest<[Values]>({ send: onSend, checkOutcome });
  const fields = Object.keys(options.initialValues);
  const [failureCount, setFailureCount] = useState(0);
  const countFailure = (): void => setFailureCount((count) => count + 1);
  // After the render, because only then the fields are marked as invalid.
  useEffect(() => {
    if (failureCount === 0) return;
    ref.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [failureCount]);
  // Enter in a field submits also where the button is disabled or has left.
  const isClosed = request.isBusy || (!staysOpen && !maySendAgain(request.failure));
  const send = async (values: Values): Promise<void> => {
    if (isClosed) return;
    const error = await request.run(values);
    if (error === null) return;
    if (error instanceof ApiError) form.setErrors(error.fieldErrors);
    countFailure();
  };
  const reportInvalid = (): void => {
    if (isClosed) return;
    // What has become of a request whose reply was lost stays to be read.
    if (request.failure?.outcome.kind === 'refused') request.reset();
    countFailure();
  };
  const { isSending, failure } = request;
  return {
    form,
    formProps: { ref, onSubmit: form.onSubmit(send, reportInvalid), noValidate: true },
    isSending,
    failure: failure !== null && isShownAtFields(failure.error, fields) ? null : failure,
  };
}

/** Whether an error names only `fields`, each of which shows its part. */
function isShownAtFields(error: unknown, fields: readonly string[]): boolean {
  if (!(error instanceof ApiError)) return false;
  const fieldNames = Object.keys(error.fieldErrors);
  return (
    fieldNames.length > 0 &&
    fieldNames.every((field) => fields.includes(field)) &&
    error.messages.length === 0
  );
}
