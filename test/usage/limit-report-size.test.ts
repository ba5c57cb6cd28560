import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { MAX_ANSWER_BYTES } from '../../src/openportal/job-answer.ts';
import { countBytesAsJsonText, limitReportSize } from '../../src/openportal/limit-report-size.ts';

suite('O6.11 a report that is too large', () => {
  const type = 'ProjectUsageReport' as const;

  function build(days: number) {
    const reports = Array.from({ length: days }, (_, index) => [`day ${index}`, 'x'.repeat(2000)]);
    return { type, value: { project: 'p1.ukri', reports: Object.fromEntries(reports) } };
  }

  test('is an OpenPortalError that says how many days fit, and so many do', () => {
    const large = limitReportSize(build(1000), 1000, 'days');
    assert.ok('error' in large);
    assert.equal(large.error, 'OpenPortalError');
    const fitting = Number(/about (\d+) days fit/.exec(large.message)?.[1]);
    assert.ok(fitting > 400 && fitting < 1000, large.message);
    assert.ok(!('error' in limitReportSize(build(fitting), fitting, 'days')));
  });

  test('quotation marks count twice, as they are escaped in a job', () => {
    const value = '"'.repeat(MAX_ANSWER_BYTES / 3);
    assert.ok('error' in limitReportSize({ type, value }, 1, 'projects'));
  });

  test('the bytes are those of the JSON as a text in JSON, whatever stands in it', () => {
    for (const value of [
      '',
      'é € 😀',
      '\u0000\n\u001f\u007f',
      '\ud800 alone',
      '\\ and "',
      '\u2028',
    ]) {
      const json = JSON.stringify({ [value]: [value, 1.5, null] });
      assert.equal(countBytesAsJsonText(json), Buffer.byteLength(JSON.stringify(json)), json);
    }
  });

  test('a smaller one is the result', () => {
    assert.deepEqual(limitReportSize(build(1), 1, 'days'), build(1));
  });
});
