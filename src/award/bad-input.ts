/**
 * Input from outside is malformed. The message names the field, as the sender spells it
 * (`members.a@b.org`), and the rule that was broken.
 */
export class BadInput extends Error {
  readonly field: string;
  readonly rule: string;

  constructor(field: string, rule: string) {
    super(`${field}: ${rule}`);
    this.name = 'BadInput';
    this.field = field;
    this.rule = rule;
  }
}
