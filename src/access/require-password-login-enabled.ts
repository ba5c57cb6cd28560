import { forbidden } from '../http/http-problem.ts';

/** Throws a 403 if `GATEHOUSE_PASSWORD_LOGIN` is off. */
export function requirePasswordLogin(passwordLogin: boolean): void {
  if (!passwordLogin) throw forbidden('Sign-in with a password is switched off.');
}
