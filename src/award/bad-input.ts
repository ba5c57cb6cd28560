/**
 * Input from outside is malformed. The message names the rule that it broke, never the
 * code that noticed; `field` says where, as the sender spells it (`members.a@b.org`).
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
